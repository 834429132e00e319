import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zarr.zarrjava.core.Array;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ucar.ma2.IndexIterator;

/** zarr-java, through arrays on disk: a program of the reader contract, and an adapter that reads. */
public final class ZarrJava {
    // The exit status for what zarr-java, or what stands in, lacks.
    private static final int UNAVAILABLE = 69;
    private static final String ARGUMENT = "--array_path=";
    // What zarr-java says of data types and codecs that it does not have.
    private static final List<String> LACKING = List.of("not one of the values accepted for Enum class", "Could not resolve type id");
    // A class without a field or a method is the fault of what stands in, and not of zarr-java.
    private static final String STAND_IN = "cdm 4.5.5 has no unsigned types and not all of bool; it stands in for cdm-core 5, which Maven Central does not have";
    private static final ObjectMapper JSON = new ObjectMapper();
    // Whatever a library prints goes to standard error.
    private static final PrintStream OUTPUT = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        System.setOut(System.err);
        if (arguments.length == 1 && arguments[0].startsWith(ARGUMENT)) {
            print(arguments[0].substring(ARGUMENT.length()));
        } else {
            serve();
        }
    }

    private static void print(String path) {
        try {
            for (String element : open(path).elements) {
                OUTPUT.print(element + "\n");
            }
            OUTPUT.flush();
        } catch (Throwable error) {
            System.err.println(describe(error));
            System.exit(isLacking(error) ? UNAVAILABLE : 1);
        }
    }

    private static void serve() throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            JsonNode request = JSON.readTree(line);
            String operation = request.path("op").asText();
            OUTPUT.print((operation.equals("hello") ? hello() : answer(operation, request)) + "\n");
            OUTPUT.flush();
        }
    }

    private static ObjectNode hello() {
        ObjectNode hello = JSON.createObjectNode().put("protocol", 1);
        hello.putObject("implementation").put("name", "zarr-java").put("version", System.getProperty("zarr-java.version"))
            .put("language", "java").put("homepage", "https://github.com/zarr-developers/zarr-java");
        hello.putObject("stores").putArray("read").add(2).add(3);
        return hello;
    }

    private static String answer(String operation, JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("id", request.get("id"));
        try {
            if (!operation.equals("read")) {
                throw new UnsupportedOperationException("there is no call for " + operation);
            }
            Elements read = open(request.get("path").asText());
            answer.put("data_type", read.dataType).putPOJO("shape", read.shape);
            // Elements are JSON already.
            String head = answer.toString();
            return head.substring(0, head.length() - 1) + ",\"elements\":[" + String.join(",", read.elements) + "]}";
        } catch (Throwable error) {
            if (isLacking(error)) {
                return answer.put("unsupported", describe(error)).toString();
            }
            answer.putObject("error").put("message", describe(error));
            return answer.toString();
        }
    }

    private static final class Elements {
        private String dataType;
        private int[] shape;
        private final List<String> elements = new ArrayList<>();
    }

    /** All elements of an array on disk, in C order. */
    private static Elements open(String path) throws Exception {
        Array array = Array.open(Path.of(path));
        Elements read = new Elements();
        read.dataType = array.metadata().dataType().toString().toLowerCase();
        ucar.ma2.Array elements = withStandIn(array);
        read.shape = elements.getShape();
        for (IndexIterator at = elements.getIndexIterator(); at.hasNext(); ) {
            read.elements.add(json(at.getObjectNext()));
        }
        return read;
    }

    private static ucar.ma2.Array withStandIn(Array array) throws Exception {
        try {
            return array.read();
        } catch (Throwable error) {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof LinkageError) {
                    throw new UnsupportedOperationException(STAND_IN, cause);
                }
            }
            throw error;
        }
    }

    /** The fill value in JSON of an element. */
    private static String json(Object element) throws Exception {
        if (element instanceof Float) {
            float value = (Float) element;
            return number(element, value, String.format("0x%08x", Float.floatToRawIntBits(value)), "0x7fc00000");
        }
        if (element instanceof Double) {
            double value = (Double) element;
            return number(element, value, String.format("0x%016x", Double.doubleToRawLongBits(value)), "0x7ff8000000000000");
        }
        return JSON.writeValueAsString(element);
    }

    /** A float: its digits, or what JSON has no number for. A NaN is a pattern unless it is the one that "NaN" denotes. */
    private static String number(Object element, double value, String pattern, String nan) {
        if (Double.isNaN(value)) {
            return pattern.equals(nan) ? "\"NaN\"" : "\"" + pattern + "\"";
        }
        // Java writes Infinity as JSON does, and digits enough for the type.
        return Double.isInfinite(value) ? "\"" + element + "\"" : element.toString();
    }

    private static boolean isLacking(Throwable error) {
        return error instanceof UnsupportedOperationException || LACKING.stream().anyMatch(describe(error)::contains);
    }

    private static String describe(Throwable error) {
        String cause = error.getCause() == null ? "" : ": " + describe(error.getCause());
        return (error.getClass().getSimpleName() + ": " + error.getMessage() + cause).replace('\n', ' ');
    }
}

//! Codecs of numcodecs held against what shares no code with it: HDF5's own filters, and NumPy's arithmetic. Both are
//! programs in `adapters/`, which are installed when they are started, and are asked what the vectors ask.

use std::process::Command;

use serde_json::Value;

/// A witness agrees wherever it answers, which is in at least so many cases.
fn agrees(witness: &str, codecs: &str, least: u64) {
    let start = concat!(env!("CARGO_MANIFEST_DIR"), "/adapters/python/start");
    let output = Command::new(env!("CARGO_BIN_EXE_zarrproof"))
        .args(["check", "--format", "json", "--codec", codecs, "--", start, witness])
        .output()
        .expect("the program starts");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}", String::from_utf8_lossy(&output.stderr));
    });
    assert_eq!(output.status.code(), Some(0), "{report:#}");
    let pass = report["expectations"]["pass"].as_u64().unwrap_or_else(|| panic!("{report:#}"));
    assert!(pass >= least, "only {pass} of {witness} agree");
}

#[test]
fn hdf5_sums_and_shuffles_alike() {
    agrees("hdf5", "numcodecs.fletcher32", 240);
    agrees("hdf5", "numcodecs.shuffle", 310);
}

#[test]
fn numpy_computes_alike() {
    agrees("numpy_filters", "numcodecs.delta", 480);
    agrees("numpy_filters", "numcodecs.fixedscaleoffset", 600);
    agrees("numpy_filters", "numcodecs.quantize", 110);
}

//! Examples in help: the codec that most programs begin with stands for all.

/// What the protocol is, for `--help`.
pub const PROTOCOL: &str = r#"The protocol, version 1, one JSON object a line:
  asked:    {"op":"hello","protocol":1}
  answered: {"protocol":1,"implementation":{"name":"mine","version":"1.0"},
             "codecs":{"cast_value":{"data_types":["int8","float64"],"operations":["encode","decode"]}}}
  asked:    {"op":"encode","id":7,"codec":{"name":"cast_value","configuration":{"data_type":"int8",
             "rounding":"nearest-even","out_of_range":"clamp"}},
             "data_type":"float64","fill_value":1,"shape":[3],"data":"AAAAAAAA+D8AAAAAAMByQAAAAAAAAADA"}
  answered: {"id":7,"data":"An/+"}
        or  {"id":7,"error":{"kind":"value","message":"300 is out of range"}}
        or  {"id":7,"unsupported":"why"}
`data` is base64 of the elements in C order, little-endian; types below 8 bits take one byte each,
of which only the low bits count. `decode` takes elements of the configuration's data_type and
returns elements of the request's. What else a program does is asked only if it says so:
`fill_value` wants the fill value after the codec, as one element; `validate` whether the metadata
is acceptable, as {"id":8,"valid":true}; `scalar` the element that `fill_value` denotes, without a
codec, for the types that the introduction lists as "scalars"; and arrays that lie otherwise in
memory, if it lists "layouts" (of "F", "strided" and "reversed"): their requests have "layout":"F".
Requests are sent ahead; answers may come in any order. Standard error is free for logs; its last
lines are shown with a failure. The program ends when its input does.

Examples:
  zarrproof check zarr-cast-value
  zarrproof check --from float64 --to float16 --tag double-rounding zarr-cast-value
  zarrproof check --kind metadata,scalars -- ./my-adapter
  zarrproof check -- python3 my_adapter.py
  zarrproof check --reader -- my-cli read"#;

/// For `zarrproof explain`.
#[cfg(feature = "oracle")]
pub const EXPLAIN: &str = "Examples:\n  zarrproof explain --from float64 --to int8 --out-of-range wrap 300.5\n  zarrproof explain --from float64 --to uint8 --scalar-map '[[\"NaN\",0]]' NaN\n  zarrproof explain --reading SN-02=B cast_value/float64/float16/0x40f0000000000000/towards-zero/unset\n  zarrproof explain --metadata array.zarr/zarr.json 1.5 NaN\n  zarrproof explain --metadata array.zarr/zarr.json --decode 0x0004fb";

/// For `zarrproof shrink`.
#[cfg(feature = "oracle")]
pub const SHRINK: &str = "Examples:\n  zarrproof shrink cast_value/float64/float16/0x40b185ffffffffff/nearest-even/unset zarr-cast-value\n  zarrproof shrink cast_value/arrays/shapes/… -- python3 my_adapter.py";

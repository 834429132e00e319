//! Parts that are the crate's own, compiled here once more: its library has no tests inside, which would compile all of
//! it twice.

#[path = "../../src/report/shell.rs"]
mod shell;
#[path = "../../src/check/shrink/json.rs"]
mod tree;

use tree::{Tree, without_some};

#[test]
fn words_are_quoted_where_a_shell_would_read_them_otherwise() {
    let list = ["--", "sh", "-c", "echo 'it'", "", "a*b", "--x=1"].map(str::to_owned);
    assert_eq!(shell::words(&list), r#"-- sh -c 'echo '\''it'\''' '' 'a*b' --x=1"#);
}

#[test]
fn text_is_kept() {
    for json in [r#"{"a":[1.0,1e400,{}],"a":"x\"y"}"#, "18446744073709551615", "null", "[]"] {
        assert_eq!(Tree::read(json).to_string(), json);
    }
}

#[test]
fn lists_lose_runs_of_items_the_longest_first() {
    let lists = [vec![], vec![3, 4], vec![1, 2], vec![2, 3, 4], vec![1, 3, 4]];
    assert_eq!(without_some(&[1, 2, 3, 4]).take(5).collect::<Vec<_>>(), lists);
}

#[test]
fn smaller_trees_lack_something_or_have_simpler_numbers() {
    let tree = Tree::read(r#"{"a":25}"#);
    let texts: Vec<_> = tree.smaller().map(|one| one.to_string()).collect();
    assert_eq!(texts, ["{}", r#"{"a":0}"#, r#"{"a":1}"#, r#"{"a":5}"#, r#"{"a":2}"#]);
}

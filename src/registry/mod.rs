//! Every name that the registry of extensions knows, and every other one that implementations write: what is defined
//! here, what is refused by design, and what is not done yet.

mod checkout;
mod name;
mod table;

pub use checkout::{CheckoutError, NameChange, PageChange, compare_checkout};
pub use name::{ExtensionPoint, KnownName, NameStanding};
pub use table::{COMMIT, names};

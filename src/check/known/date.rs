//! The day after which an entry does not hold any more.

use std::time::SystemTime;

pub use toml_edit::Date;

/// The day at Greenwich.
pub fn today() -> Date {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    date_after(since.as_secs() / 86_400)
}

/// The date so many days after 1 January 1970.
pub fn date_after(mut days: u64) -> Date {
    let mut year: u16 = 1970;
    while days >= days_of_year(year) {
        days -= days_of_year(year);
        year += 1;
    }
    let mut month: u8 = 1;
    while days >= days_of_month(year, month) {
        days -= days_of_month(year, month);
        month += 1;
    }
    Date { year, month, day: days as u8 + 1 }
}

fn days_of_year(year: u16) -> u64 {
    (1..=12).map(|month| days_of_month(year, month)).sum()
}

fn days_of_month(year: u16, month: u8) -> u64 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

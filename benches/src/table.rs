//! The table: what was measured, ours, the peer's, the ratio, the budget.
//!
//! A ratio is ours divided by the peer's; for a time or a size less is better, for a speed
//! more.

use crate::times::Times;
use std::time::Duration;

/// A line of the table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    what: String,
    ours: String,
    peer: String,
    ratio: Option<f64>,
    budgets: Vec<String>,
}

/// Prints the heading.
pub fn head() {
    println!("| what | ours | peer | ratio | budget |\n|---|---|---|---|---|");
}

/// Prints a line between the lines: what the next ones are about.
pub fn section(title: &str) {
    println!("| **{title}** | | | | |");
}

impl Row {
    /// A row of figures that are written already.
    #[must_use]
    pub fn new(what: impl Into<String>, ours: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            ours: ours.into(),
            ..Self::default()
        }
    }

    /// Median and p99 of both.
    #[must_use]
    pub fn times(what: impl Into<String>, ours: &Times, peer: &Times) -> Self {
        let written = |times: &Times| format!("{} / {}", ms(times.median()), ms(times.p99()));
        Self::new(what, written(ours)).beside(
            written(peer),
            ours.median().as_secs_f64() / peer.median().as_secs_f64(),
        )
    }

    /// The peer's figure, and ours divided by it.
    #[must_use]
    pub fn beside(mut self, peer: impl Into<String>, ratio: f64) -> Self {
        self.peer = peer.into();
        self.ratio = Some(ratio);
        self
    }

    /// A budget of the ratio, which it may not exceed.
    #[must_use]
    pub fn ratio_at_most(mut self, most: f64) -> Self {
        let met = self.ratio.is_some_and(|ratio| ratio <= most);
        self.budgets.push(verdict(&format!("ratio ≤ {most}"), met));
        self
    }

    /// A budget of the ratio, which it must reach.
    #[must_use]
    pub fn ratio_at_least(mut self, least: f64) -> Self {
        let met = self.ratio.is_some_and(|ratio| ratio >= least);
        self.budgets.push(verdict(&format!("ratio ≥ {least}"), met));
        self
    }

    /// A budget of a time of ours.
    #[must_use]
    pub fn at_most(mut self, name: &str, time: Duration, most: Duration) -> Self {
        let text = format!("{name} ≤ {} ms", most.as_millis());
        self.budgets.push(verdict(&text, time <= most));
        self
    }

    /// A budget of a figure of ours.
    #[must_use]
    pub fn figure_at_most(mut self, figure: f64, most: f64, unit: &str) -> Self {
        let text = format!("≤ {most} {unit}");
        self.budgets.push(verdict(&text, figure <= most));
        self
    }

    /// Prints it.
    pub fn print(&self) {
        let ratio = self.ratio.map(|ratio| format!("{ratio:.2}"));
        println!(
            "| {} | {} | {} | {} | {} |",
            self.what,
            self.ours,
            self.peer,
            ratio.unwrap_or_default(),
            self.budgets.join("; ")
        );
    }
}

fn verdict(budget: &str, met: bool) -> String {
    if met {
        format!("{budget}: met")
    } else {
        format!("{budget}: **missed**")
    }
}

/// A time in milliseconds with about three digits, as `0.123 ms`.
#[must_use]
pub fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    match ms {
        ..1.0 => format!("{ms:.3} ms"),
        ..10.0 => format!("{ms:.2} ms"),
        ..100.0 => format!("{ms:.1} ms"),
        _ => format!("{ms:.0} ms"),
    }
}

/// Bytes as `12.3 MB`.
#[must_use]
pub fn mb(bytes: u64) -> String {
    format!("{:.1} MB", real(bytes) / 1e6)
}

/// A count with commas: `62,013`.
#[must_use]
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count to calculate with.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "figures for the eye")]
pub fn real(count: u64) -> f64 {
    count as f64
}

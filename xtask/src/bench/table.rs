/// A table of what was measured.
pub(crate) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns, the first of which names its row.
    pub(crate) fn new(head: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            head: head.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// The table as Markdown.
    pub(crate) fn to_markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule: String = (0..self.head.len())
            .map(|column| if column == 0 { "| --- |" } else { " ---: |" })
            .collect();
        let rows: String = self.rows.iter().map(|row| line(row)).collect();
        format!("{}{rule}\n{rows}\n", line(&self.head))
    }
}

/// Seconds in the unit in which they are read best.
pub(crate) fn time(seconds: f64) -> String {
    match seconds {
        whole if whole >= 1.0 => format!("{whole:.2} s"),
        milli if milli >= 1e-3 => format!("{:.1} ms", milli * 1e3),
        micro if micro >= 1e-6 => format!("{:.1} µs", micro * 1e6),
        nano => format!("{:.0} ns", nano * 1e9),
    }
}

/// The median of what was measured.
pub(crate) fn median(mut measured: Vec<f64>) -> f64 {
    measured.sort_by(f64::total_cmp);
    measured.get(measured.len() / 2).copied().unwrap_or(f64::NAN)
}

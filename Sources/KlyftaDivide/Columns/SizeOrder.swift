import KlyftaModel

/// The municipalities of a period from the smallest to the largest, with their inhabitants and the limits of the size
/// classes: sorted once, and shared by all indicators of the period.
///
/// Whoever has no inhabitants, or whom nobody counted, is not in it.
package struct SizeOrder: Sendable {
    /// The rows, smallest municipality first; of equals, the lower row first.
    package let rows: [Int32]
    /// Their inhabitants, in the same order.
    package let inhabitants: [Double]
    /// Where each class begins in the order, and at the end where the last one ends.
    package let starts: [Int]

    /// How many classes there are.
    package var classCount: Int { starts.count - 1 }

    /// Sorts a column of inhabitants; `nil` where nobody was counted.
    package init(of inhabitants: some Sequence<Int?>, on scale: SizeScale) {
        // One number to sort by: the inhabitants, then the row.
        var keys: [(inhabitants: Int, row: Int32)] = []
        for (row, count) in inhabitants.enumerated() {
            if let count, count > 0 { keys.append((count, Int32(row))) }
        }
        keys.sort { ($0.inhabitants, $0.row) < ($1.inhabitants, $1.row) }
        rows = keys.map(\.row)
        self.inhabitants = keys.map { Double($0.inhabitants) }
        starts =
            scale.classes.map { sizeClass in
                keys.firstIndex { $0.inhabitants >= sizeClass.from } ?? keys.count
            } + [keys.count]
    }
}

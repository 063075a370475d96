/// Amounts as bars to both sides of zero, for a terminal.
struct BarChart {
    /// One bar: what it is, how long, and the number behind it.
    struct Bar {
        let name: String
        let amount: Double
        let text: String
    }

    private let bars: [Bar]
    private let width: Int

    /// - Parameter width: of each side of zero, in characters.
    init(_ bars: [Bar], width: Int = 24) {
        self.bars = bars
        self.width = width
    }

    var lines: [String] {
        let longest = bars.map(\.amount.magnitude).max() ?? 0
        let (names, texts) = (bars.map(\.name.count).max() ?? 0, bars.map(\.text.count).max() ?? 0)
        return bars.map { bar in
            let cells = longest > 0 ? Int((bar.amount.magnitude / longest * Double(width)).rounded()) : 0
            // Whatever is not zero is seen.
            let length = bar.amount == 0 ? 0 : max(1, cells)
            let (blank, full) = (String(repeating: " ", count: width - length), String(repeating: "█", count: length))
            let none = String(repeating: " ", count: width)
            let sides = bar.amount < 0 ? blank + full + "│" + none : none + "│" + full + blank
            return bar.name.padded(to: names) + "  " + bar.text.padded(to: texts, right: true) + "  " + sides
        }
    }
}

extension String {
    fileprivate func padded(to width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - count))
        return right ? blanks + self : self + blanks
    }
}

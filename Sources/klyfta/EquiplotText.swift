import KlyftaDivide
import KlyftaModel

/// A divide in characters: one line a period, one mark a size class, so that level and distance show at once.
struct EquiplotText {
    private let profiles: [SizeProfile]
    private let width: Int

    /// From the smallest municipalities to the largest, filling up; shape, not colour, tells the classes apart.
    private static let marks: [Character] = ["○", "◔", "◑", "◕", "●"]

    init(_ profiles: [SizeProfile], width: Int = 60) {
        self.profiles = profiles
        self.width = width
    }

    var lines: [String] {
        let means = profiles.map { $0.rows.map { $0.mean.value } }
        let top = max(means.flatMap { $0.compactMap { $0 } }.max() ?? 1, 1e-9)
        let end = Self.round(up: top)
        let axis = "        0" + String(repeating: " ", count: width - 1 - end.fixed(0).count) + end.fixed(0)
        return [axis] + zip(profiles, means).map { line($0.period, $1, end) } + [legend]
    }

    private func line(_ period: Period, _ means: [Double?], _ end: Double) -> String {
        var cells = [Character](repeating: " ", count: width)
        let places = means.map { $0.map { min(width - 1, max(0, Int(($0 / end * Double(width - 1)).rounded()))) } }
        let known = places.compactMap { $0 }
        if let first = known.min(), let last = known.max() {
            for place in first...last { cells[place] = "─" }
        }
        // The smallest and the largest class are what the gap is about: they are drawn last, over the others.
        let order = means.indices.sorted { edge($0, means.count) < edge($1, means.count) }
        for index in order {
            if let place = places[index] { cells[place] = Self.mark(index, of: means.count) }
        }
        let isBreak = profiles[0].indicator.breaks.contains { $0.period == period }
        return "\(period)\(isBreak ? " ┊" : "  ")  " + String(cells)
    }

    private var legend: String {
        let classes = profiles.first?.rows.map(\.sizeClass) ?? []
        let names = classes.enumerated().map { "\(Self.mark($0, of: classes.count)) \($1)" }.joined(separator: "  ")
        let hasBreak = !(profiles.first?.indicator.breaks.isEmpty ?? true)
        return "        \(names)\(hasBreak ? "   ┊ new definition" : "")"
    }

    private func edge(_ index: Int, _ count: Int) -> Int { index == 0 || index == count - 1 ? 1 : 0 }

    private static func mark(_ index: Int, of count: Int) -> Character {
        marks[count < 2 ? 0 : index * (marks.count - 1) / (count - 1)]
    }

    private static func round(up value: Double) -> Double {
        let steps: [Double] = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000]
        return steps.first { $0 >= value } ?? (value / 1_000).rounded(.up) * 1_000
    }
}

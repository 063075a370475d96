import KlyftaDivide
import KlyftaModel

/// A divide over the years: a line a period, a mark a size class, so that level and distance show at once.
struct Equiplot {
    private let profiles: [SizeProfile]
    private let form: ReaderForm
    private static let (left, right, top, rowHeight) = (76.0, 560.0, 72.0, 34.0)

    /// How many periods are drawn: the newest; the table beside has all.
    static let atMost = 14

    init(_ profiles: [SizeProfile], _ form: ReaderForm) {
        self.profiles = Array(profiles.suffix(Self.atMost))
        self.form = form
    }

    /// The drawing; `nil` where no class has a number.
    func drawn(_ id: String, title: String) -> Markup? {
        let means = profiles.map { $0.rows.map(\.mean.value) }
        let values = means.flatMap { $0.compactMap(\.self) }
        guard let indicator = profiles.last?.indicator, !values.isEmpty else { return nil }
        let axis = Axis(
            holding: values, between: Self.left, and: Self.right, atMost: indicator.unit == .percent ? 100 : nil)
        let bottom = Self.top + Double(profiles.count - 1) * Self.rowHeight
        let canvas = Canvas(width: 720, height: bottom + 58)
        let rows = profiles.indices.flatMap { row($0, means[$0], axis, indicator) }
        return canvas.picture(
            id, title: title, description: description, legend + grid(axis, bottom, indicator.unit) + rows)
    }

    private var description: String {
        form.pick(
            "En rad per period, äldst överst. Ett märke per storleksklass; strecket går från den lägsta till den högsta.",
            "Én rad per periode, eldst øverst. Ett merke per størrelsesklasse; streken går fra lavest til høyest.",
            "One row a period, the oldest on top. One mark a size class; the line runs from the lowest to the highest.")
    }

    private func row(_ place: Int, _ means: [Double?], _ axis: Axis, _ indicator: Indicator) -> [Markup] {
        let y = Self.top + Double(place) * Self.rowHeight
        let period = profiles[place].period
        var marks = [Canvas.text(period.description, Self.left - 16, y + 5, "t e")]
        if indicator.breaks.contains(where: { $0.period == period }) {
            marks.append(Canvas.line(8, y - Self.rowHeight / 2, Self.right, y - Self.rowHeight / 2, "brk"))
        }
        marks += Canvas.spread(means, axis, y)
        if let low = means.first ?? nil, let high = means.last ?? nil {
            let sign = indicator.direction == .lowerIsBetter ? low - high : high - low
            marks.append(Canvas.text(form.difference(sign, indicator.unit), Self.right + 20, y + 5, "t b"))
        }
        return marks
    }

    private func grid(_ axis: Axis, _ bottom: Double, _ unit: Indicator.Unit) -> [Markup] {
        Canvas.grid(axis, from: Self.top - 18, to: bottom + 16, unit, form)
            + [Canvas.text(form.pick("klyfta", "gap", "gap"), Self.right + 20, Self.top - 26, "t b")]
    }

    private var legend: [Markup] { Canvas.legend(profiles.last?.rows.map(\.sizeClass) ?? [], from: Self.left, form) }
}

import KlyftaDivide
import KlyftaModel

/// Who moved: an arrow a size class, from the first period to the last.
struct Dumbbell {
    private let first: SizeProfile
    private let last: SizeProfile
    private let form: ReaderForm
    private static let (left, right, top, rowHeight) = (176.0, 590.0, 44.0, 34.0)

    /// - Returns: `nil` where there are no two periods under one definition.
    init?(_ profiles: [SizeProfile], _ form: ReaderForm) {
        guard let last = profiles.last,
            let first = profiles.first(where: {
                last.indicator.firstBreak(after: $0.period, through: last.period) == nil
            }), first.period < last.period
        else { return nil }
        (self.first, self.last, self.form) = (first, last, form)
    }

    /// From when to when.
    var periods: (first: Period, last: Period) { (first.period, last.period) }

    /// The drawing; `nil` where no class has both numbers.
    func drawn(_ id: String, title: String) -> Markup? {
        let pairs = zip(first.rows, last.rows).map { ($0.mean.value, $1.mean.value) }
        let values = pairs.flatMap { [$0.0, $0.1].compactMap(\.self) }
        guard pairs.contains(where: { $0.0 != nil && $0.1 != nil }) else { return nil }
        let unit = last.indicator.unit
        let axis = Axis(
            holding: values, between: Self.left, and: Self.right, atMost: unit == .percent ? 100 : nil, withZero: false)
        let bottom = Self.top + Double(pairs.count - 1) * Self.rowHeight
        let grid = Canvas.grid(axis, from: Self.top - 16, to: bottom + 16, unit, form)
        let head = Canvas.text("\(first.period) → \(last.period)", Self.right + 20, 16, "t b")
        return Canvas(width: 720, height: bottom + 58).picture(
            id, title: title, description: description,
            grid + [head] + pairs.enumerated().flatMap { row($0, $1.0, $1.1, axis) })
    }

    private var description: String {
        form.pick(
            "En pil per storleksklass, från \(first.period) till \(last.period).",
            "Én pil per størrelsesklasse, fra \(first.period) til \(last.period).",
            "One arrow a size class, from \(first.period) to \(last.period).")
    }

    private func row(_ place: Int, _ then: Double?, _ now: Double?, _ axis: Axis) -> [Markup] {
        let y = Self.top + Double(place) * Self.rowHeight
        let name = Canvas.text(form.sizeClass(last.rows[place].sizeClass.description), Self.left - 16, y + 5, "t e")
        guard let then, let now else {
            return [name, Canvas.text(form.pick("ingen siffra", "ingen tall", "no figure"), Self.left + 6, y + 5)]
        }
        let (from, to) = (axis.place(then), axis.place(now))
        let way = to < from ? -1.0 : 1.0
        let arrow =
            abs(to - from) < 3
            ? []
            : [
                Canvas.line(from, y, to - way * 9, y, "span"),
                Canvas.path(
                    [(to, y), (to - way * 13, y - 7), (to - way * 13, y + 7)], "c\(min(4, place)) h", closed: true),
            ]
        return [name] + arrow + [
            .single("circle", ["class": "from", "cx": Canvas.place(from), "cy": Canvas.place(y), "r": "4.5"]),
            Canvas.text(form.difference(now - then, last.indicator.unit, signed: true), Self.right + 20, y + 5, "t b"),
        ]
    }
}

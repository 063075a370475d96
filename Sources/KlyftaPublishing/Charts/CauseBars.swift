import KlyftaDivide
import KlyftaModel

/// What a change of a gap is made of: a bar a cause, to both sides of zero.
struct CauseBars {
    private let change: GapDecomposition
    private let form: ReaderForm
    private static let (left, right, top, rowHeight) = (206.0, 580.0, 28.0, 34.0)

    init(_ change: GapDecomposition, _ form: ReaderForm) {
        (self.change, self.form) = (change, form)
    }

    /// The drawing; `nil` where nothing moved the gap.
    func drawn(_ id: String, title: String) -> Markup? {
        guard !change.moving.isEmpty else { return nil }
        let whole = form.pick("hela förändringen", "hele endringen", "the whole change")
        let bars = change.moving.map { ($0.cause.name[form.language], $0.amount) } + [(whole, change.change)]
        let axis = Axis(holding: bars.map(\.1), between: Self.left, and: Self.right)
        let bottom = Self.top + Double(bars.count) * Self.rowHeight
        let zero = axis.place(0)
        return Canvas(width: 720, height: bottom + 6).picture(
            id, title: title,
            description: form.pick(
                "Staplar till höger vidgar klyftan, till vänster minskar den; tillsammans ger de hela förändringen.",
                "Søyler mot høyre utvider gapet, mot venstre minsker det; til sammen gir de hele endringen.",
                "Bars to the right widen the gap, to the left narrow it; together they make the whole change."),
            [Canvas.line(zero, Self.top - 12, zero, bottom - 6, "zero")]
                + bars.enumerated().flatMap { place, bar in
                    let y = Self.top + Double(place) * Self.rowHeight
                    let end = axis.place(bar.1)
                    return [
                        Canvas.text(bar.0, Self.left - 16, y + 13, "t e"),
                        .single(
                            "rect",
                            [
                                "class": place == bars.count - 1 ? "sum" : bar.1 < 0 ? "less" : "more",
                                "x": Canvas.place(min(zero, end)), "y": Canvas.place(y),
                                "width": Canvas.place(max(1, abs(end - zero))), "height": "18",
                            ]),
                        Canvas.text(
                            form.difference(bar.1, change.later.indicator.unit, signed: true), Self.right + 20, y + 13,
                            "t b"),
                    ]
                })
    }
}

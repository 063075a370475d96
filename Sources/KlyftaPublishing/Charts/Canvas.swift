import KlyftaModel

/// Where things lie in a chart, and the marks that all charts are drawn with. Colours are classes of the style sheet, so
/// that dark, print and high contrast change them.
struct Canvas {
    /// Of the drawing, in units of which 16 are the height of a line of text.
    let width: Double
    let height: Double

    /// A place in units of the drawing, to a tenth: shorter, and finer than anybody sees.
    static func place(_ value: Double) -> String {
        let text = value.fixed(1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> Markup {
        .single("path", ["class": style, "d": "M\(place(x1)) \(place(y1))L\(place(x2)) \(place(y2))"])
    }

    static func path(_ points: [(x: Double, y: Double)], _ style: String, closed: Bool = false) -> Markup {
        let steps = points.map { "\(place($0.x)) \(place($0.y))" }.joined(separator: "L")
        return .single("path", ["class": style, "d": "M\(steps)\(closed ? "Z" : "")"])
    }

    static func text(_ text: String, _ x: Double, _ y: Double, _ style: String = "t") -> Markup {
        .element("text", ["class": style, "x": place(x), "y": place(y)], Markup(text))
    }

    /// The mark of a class: from the smallest to the largest another shape and another colour each.
    static func mark(_ index: Int, of count: Int, _ x: Double, _ y: Double) -> Markup {
        let kind = count < 2 ? 0 : index * 4 / (count - 1)
        let style = "c\(kind)"
        switch kind {
        case 0: return .single("circle", ["class": style, "cx": place(x), "cy": place(y), "r": "6.5"])
        case 1:
            return .single(
                "rect", ["class": style, "x": place(x - 6), "y": place(y - 6), "width": "12", "height": "12"])
        case 2: return path([(x, y - 7), (x + 7, y + 6), (x - 7, y + 6)], style, closed: true)
        case 3: return path([(x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)], style, closed: true)
        default:
            return .single(
                "rect",
                ["class": "\(style) o", "x": place(x - 5.5), "y": place(y - 5.5), "width": "11", "height": "11"])
        }
    }

    /// The classes of one period: their marks, and a line from the lowest to the highest.
    static func spread(_ means: [Double?], _ axis: Axis, _ y: Double) -> [Markup] {
        let known = means.compactMap { $0.map(axis.place) }
        let span = known.min().flatMap { first in known.max().map { [line(first, y, $0, y, "span")] } } ?? []
        return span
            + means.enumerated().compactMap { index, mean in
                mean.map { mark(index, of: means.count, axis.place($0), y) }
            }
    }

    /// The classes, each beside its mark: three in a row.
    static func legend(_ classes: [SizeClass], from left: Double, _ form: ReaderForm) -> [Markup] {
        classes.enumerated().flatMap { index, sizeClass in
            let (x, y) = (left + Double(index % 3) * 186, 14 + Double(index / 3) * 22)
            return [
                mark(index, of: classes.count, x, y), text(form.sizeClass(sizeClass.description), x + 14, y + 5),
            ]
        }
    }

    /// The lines of an axis that lies, from one height to another, with their numbers below.
    static func grid(_ axis: Axis, from top: Double, to bottom: Double, _ unit: Indicator.Unit, _ form: ReaderForm)
        -> [Markup]
    {
        axis.marks.flatMap { mark in
            let x = axis.place(mark)
            return [
                line(x, top, x, bottom, "grid"),
                text(
                    form.number(unit == .any ? mark * 100 : mark, unit == .any ? 0 : axis.decimals), x, bottom + 22,
                    "t m"),
            ]
        }
    }

    /// The whole: a picture to those who hear it, with a title that says what is found, and a description.
    func picture(_ id: String, title: String, description: String, _ content: [Markup]) -> Markup {
        .element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(Self.place(width)) \(Self.place(height))",
                "role": "img", "aria-labelledby": "\(id)-t \(id)-d", "class": "chart",
            ],
            [
                .element("title", ["id": "\(id)-t"], Markup(title)),
                .element("desc", ["id": "\(id)-d"], Markup(description)),
            ] + content)
    }
}

/// From values to places, with round marks that hold all values.
struct Axis {
    let low: Double
    let high: Double
    let step: Double
    let from: Double
    let to: Double

    /// - Parameters:
    ///   - values: all that is to be seen.
    ///   - withZero: whether zero is seen too, as where lengths are compared.
    ///   - parts: into how many parts it is divided at most, about.
    ///   - bound: what the unit allows; the axis never leaves it.
    init(
        holding values: [Double], between from: Double, and to: Double, atMost bound: Double? = nil,
        withZero: Bool = true, divided parts: Double = 5
    ) {
        let ends = values + (withZero ? [0] : [])
        let (least, most) = (ends.min() ?? 0, ends.max() ?? 0)
        let span = max(most - least, 1e-9)
        var step = 1e-9
        var factors = [2.0, 2.5, 2.0]
        while span / step > parts + 0.5 {
            step *= factors[0]
            factors = Array(factors.dropFirst()) + [factors[0]]
        }
        self.step = step
        low = (least / step).rounded(.down) * step
        high = min((most / step).rounded(.up) * step, bound ?? .infinity)
        (self.from, self.to) = (from, to)
    }

    func place(_ value: Double) -> Double {
        high > low ? from + (value - low) / (high - low) * (to - from) : from
    }

    var marks: [Double] {
        let count = Int(((high - low) / step).rounded())
        return (0...max(count, 0)).map { low + Double($0) * step }
    }

    /// How many decimals the marks need.
    var decimals: Int { step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 4 }
}

import KlyftaDivide
import KlyftaModel

/// A gap through time with what justifies an alert: its interval, the level a rule speaks at, and changes of definition.
struct GapLine {
    private let line: Subject.Line
    private let gaps: [Gap]
    private let form: ReaderForm
    private static let (left, right, top, bottom) = (64.0, 590.0, 24.0, 240.0)

    /// How many periods are drawn: the newest; the table beside has all.
    static let atMost = 40

    init(_ line: Subject.Line, _ form: ReaderForm) {
        self.line = line
        gaps = Array(line.series.gaps.suffix(Self.atMost))
        self.form = form
    }

    /// The drawing; `nil` where fewer than two periods have a number.
    func drawn(_ id: String, title: String) -> Markup? {
        guard gaps.count(where: { $0.difference.value != nil }) > 1 else { return nil }
        let bounds = gaps.compactMap { line.intervals[$0.period] }.flatMap { [$0.lowerBound, $0.upperBound] }
        let axis = Axis(
            holding: gaps.compactMap(\.difference.value) + bounds + line.limits.map(\.level),
            between: Self.bottom, and: Self.top)
        let canvas = Canvas(width: 720, height: Self.bottom + 44)
        return canvas.picture(
            id, title: title, description: description,
            grid(axis) + runs.flatMap { run($0, axis) } + breaks
                + line.limits.flatMap { limit($0, axis) } + last(axis))
    }

    private var description: String {
        form.pick(
            "Linjen är klyftan, bandet dess 95-procentsintervall där det finns. Streckad linje är regelns gräns. "
                + "Lodrätt streck är ny definition, och linjen bryts där och där siffror saknas.",
            "Linjen er gapet, båndet 95-prosentintervallet der det finnes. Stiplet linje er regelens grense. "
                + "Loddrett strek er ny definisjon, og linjen brytes der og der tall mangler.",
            "The line is the gap, the band its 95 % interval where there is one. The dashed line is the rule's limit. "
                + "An upright line is a new definition; the line is broken there and where figures are missing.")
    }

    private func x(_ place: Int) -> Double {
        Self.left + Double(place) / Double(max(1, gaps.count - 1)) * (Self.right - Self.left)
    }

    /// Stretches of periods that follow on one another: no line runs over a period without a number or a new definition.
    private var runs: [[Int]] {
        var runs: [[Int]] = [[]]
        for (place, gap) in gaps.enumerated() {
            if isBreak(place) { runs.append([]) }
            if gap.difference.value == nil { runs.append([]) } else { runs[runs.count - 1].append(place) }
        }
        return runs.filter { !$0.isEmpty }
    }

    private func isBreak(_ place: Int) -> Bool {
        place > 0
            && line.series.indicator.firstBreak(after: gaps[place - 1].period, through: gaps[place].period) != nil
    }

    private func run(_ places: [Int], _ axis: Axis) -> [Markup] {
        let points = places.map { (x: x($0), y: axis.place(gaps[$0].difference.value ?? 0)) }
        // Where everybody answered, there is nothing to be unsure of.
        let sure = places.filter {
            line.intervals[gaps[$0].period] != nil && !line.isComplete(in: gaps[$0].period)
        }
        let upper = sure.map { (x: x($0), y: axis.place(line.intervals[gaps[$0].period]?.upperBound ?? 0)) }
        let lower = sure.map { (x: x($0), y: axis.place(line.intervals[gaps[$0].period]?.lowerBound ?? 0)) }
        let band = sure.count > 1 ? [Canvas.path(upper + lower.reversed(), "band", closed: true)] : []
        let whiskers = sure.count == 1 ? [Canvas.line(lower[0].x, lower[0].y, upper[0].x, upper[0].y, "span")] : []
        return band + whiskers + [Canvas.path(points, "gap")]
            + points.map { Canvas.mark(0, of: 1, $0.x, $0.y) }
    }

    private var breaks: [Markup] {
        gaps.indices.filter(isBreak).map { place in
            let middle = (x(place) + x(place - 1)) / 2
            return Canvas.line(middle, Self.top, middle, Self.bottom, "brk")
        }
    }

    /// The level of a rule, from its baseline on.
    private func limit(_ limit: Limit, _ axis: Axis) -> [Markup] {
        let y = axis.place(limit.level)
        let begin =
            limit.since.map { since in gaps.firstIndex { $0.period >= since }.map(x) ?? Self.right } ?? Self.left
        // On the side of the limit that the gap does not come in from.
        let isPassed = gaps.last { $0.difference.value != nil }?.difference.value.map { $0 > limit.level } ?? false
        return [
            Canvas.line(begin, y, Self.right, y, "limit"),
            Canvas.text(
                "\(form.pick("gräns", "grense", "limit")) \(form.number(unit(limit.level)))", Self.right,
                isPassed ? y + 18 : y - 6, "t e l"),
        ]
    }

    private func unit(_ value: Double) -> Double { line.unit == .any ? value * 100 : value }

    private func last(_ axis: Axis) -> [Markup] {
        guard let place = gaps.lastIndex(where: { $0.difference.value != nil }),
            let value = gaps[place].difference.value
        else { return [] }
        let text = form.difference(value, line.unit)
        return [Canvas.text(text, x(place) + 12, axis.place(value) + 5, "t b")]
    }

    private func grid(_ axis: Axis) -> [Markup] {
        let lines = axis.marks.flatMap { mark in
            [
                Canvas.line(Self.left, axis.place(mark), Self.right, axis.place(mark), mark == 0 ? "zero" : "grid"),
                Canvas.text(
                    form.number(unit(mark), line.unit == .any ? 0 : axis.decimals), Self.left - 12,
                    axis.place(mark) + 5, "t e"),
            ]
        }
        // So many names of periods as have room.
        let each = max(1, (gaps.count + 8) / 9)
        return lines
            + gaps.indices.filter { (gaps.count - 1 - $0) % each == 0 }.map {
                Canvas.text(gaps[$0].period.description, x($0), Self.bottom + 28, "t m")
            }
    }
}

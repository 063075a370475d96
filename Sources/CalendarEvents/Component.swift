/// One item of a list: a value `5`, a range `5..9` or `5..9/2`, or a repetition `5/2`.
struct Component: Hashable {
    var start: Int
    /// The end of a range. It is itself a value of the range: `1..20/3` is kept as `1..19/3`.
    var stop: Int?
    /// The distance from one value to the next; nil for a single value.
    var step: Int?

    /// The first value that is not below `lowest`. A repetition has no end here: its field sets the bound.
    func first(from lowest: Int) -> Int? {
        if lowest <= start { return start }
        guard let step else { return nil }
        let value = start + (lowest - start + step - 1) / step * step
        return value <= stop ?? .max ? value : nil
    }

    /// Whether it names the `count`-th last day of a month.
    ///
    /// A repetition after `~` runs forward in time and therefore down in numbers: `~07/2` is 7, 5, 3, 1.
    func containsLastDay(_ count: Int) -> Bool {
        guard let step, stop == nil else { return first(from: count) == count }
        return count <= start && (start - count) % step == 0
    }
}

extension Component: Comparable {
    /// The order of the normalised form: values, then repetitions, then ranges that share a start.
    static func < (one: Component, other: Component) -> Bool {
        (one.start, one.stop ?? -1, one.step ?? 0) < (other.start, other.stop ?? -1, other.step ?? 0)
    }
}

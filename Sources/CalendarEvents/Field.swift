/// One part of a date or time, such as the hours: everything (`*`) or a list of components.
struct Field: Hashable {
    let unit: FieldUnit
    /// Sorted and free of duplicates; empty for `*`.
    let components: [Component]

    /// `*`
    init(_ unit: FieldUnit) {
        self.unit = unit
        components = []
    }

    /// A list in any order. It must not be empty.
    init(_ unit: FieldUnit, _ list: [Component]) {
        self.unit = unit
        components = Set(list).sorted()
    }

    /// A single value.
    init(_ unit: FieldUnit, _ value: Int) {
        self.init(unit, [Component(start: value)])
    }

    var matchesAll: Bool {
        components.isEmpty
    }

    /// The first matching value that is not below `lowest`.
    func first(from lowest: Int) -> Int? {
        let value =
            matchesAll
            ? Component(start: unit.bounds.lowerBound, step: unit.step).first(from: lowest)
            : components.lazy.compactMap { $0.first(from: lowest) }.min()
        guard let value, value <= unit.bounds.upperBound else { return nil }
        return value
    }

    /// Whether it matches a day of a month that has `length` days.
    func contains(day: Int, ofMonthWith length: Int) -> Bool {
        switch unit {
        case .lastDay: components.contains { $0.containsLastDay(length - day + 1) }
        default: first(from: day) == day
        }
    }
}

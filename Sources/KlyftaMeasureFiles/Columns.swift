/// What all sheets ask of their columns.
enum Columns {
    /// Refuses columns of different lengths, each with the name it has in the file.
    static func expectEqualLengths(_ columns: [(name: String, count: Int?)]) throws(SheetFlaw) {
        guard let first = columns.first, let length = first.count else { return }
        for column in columns.dropFirst() {
            guard let count = column.count, count != length else { continue }
            throw SheetFlaw(
                "input.\(column.name)", "\(count) entries, where input.\(first.name) has \(length)",
                remedy: "Write one entry a unit in each list, null where there is no value.")
        }
    }

    /// Refuses numbers that are none.
    static func expectFinite(_ values: [Double?]?, _ name: String) throws(SheetFlaw) {
        guard let place = (values ?? []).firstIndex(where: { $0.map { !$0.isFinite } ?? false }) else { return }
        throw SheetFlaw(
            "input.\(name)[\(place)]", "not a finite number", remedy: "Write a number, or null if it is not known.")
    }

    /// Refuses a single number that is none.
    static func expectFinite(_ value: Double?, _ name: String) throws(SheetFlaw) {
        guard let value, !value.isFinite else { return }
        throw SheetFlaw("input.\(name)", "not a finite number", remedy: "Write a number.")
    }

    /// Refuses a confidence that is none.
    static func expectConfidence(_ value: Double) throws(SheetFlaw) {
        guard value > 0.5, value < 1 else {
            throw SheetFlaw(
                "input.confidence", "not between 0.5 and 1", remedy: "Write a share, such as 0.95 for 95 %.")
        }
    }
}

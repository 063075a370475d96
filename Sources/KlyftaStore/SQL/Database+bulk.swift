extension Database {
    /// Runs a statement over many elements, many at a time: over a network each statement costs a way there and back. Their
    /// numbers are few, so that a session keeps few statements.
    /// - Parameters:
    ///   - most: how many at a time, at most 256: fewer where one is large.
    ///   - arguments: the values of an element, as many for each.
    ///   - sql: the statement, given a group of question marks in brackets for each element, separated by commas.
    ///   - body: gets the rows that the statement answers with.
    func inBulk<Element>(
        _ elements: [Element], atMost most: Int = 256, _ arguments: (Element) -> SQLArguments,
        sql: (String) -> String, _ body: (Row) throws -> Void = { _ in }
    ) throws {
        var rest = elements[...]
        for size in [256, 64, 16, 4, 1] where size <= most {
            while rest.count >= size {
                let values = rest.prefix(size).flatMap { arguments($0).values }
                rest = rest.dropFirst(size)
                let group = "(\(Array(repeating: "?", count: values.count / size).joined(separator: ", ")))"
                let groups = Array(repeating: group, count: size).joined(separator: ", ")
                try session.forEachRow(sql(groups), values) { row in
                    try body(row)
                    return true
                }
            }
        }
    }
}

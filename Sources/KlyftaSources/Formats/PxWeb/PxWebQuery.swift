import KlyftaModel

/// What to ask of a table: for each variable which codes, over the table's own codes or a code list.
package struct PxWebQuery: Hashable, Sendable {
    /// One variable and what is asked of it.
    package struct Choice: Hashable, Sendable {
        /// The variable's code.
        package var variable: String
        /// The codes asked for, in order.
        package var codes: [String]
        /// Whether these are all codes there are, so that `*` says the same.
        package var isAll: Bool
        /// The code list that the codes are of; `nil` for the variable's own.
        package var codeList: String?
    }

    /// The table's number.
    package let table: String
    /// What is asked, in the order of the table's variables; a variable that is left out is summed by the office.
    package private(set) var choices: [Choice]

    /// How many cells the answer has, empty ones counted: the product over all variables.
    package var cells: Int {
        choices.reduce(1) { $0.multipliedOrMax(by: $1.codes.count) }
    }

    /// More cells than any question of ours has; they would take hundreds of requests.
    package static let cellLimit = 100_000_000

    /// A query of a table.
    ///
    /// Time and contents are asked for in full if nothing is said of them: version 2 refuses a query without, and
    /// answers one without any choice with a default selection and status 200.
    /// - Parameters:
    ///   - variables: what the table has, from its metadata of today.
    ///   - selection: the codes wanted, by variable.
    ///   - codeLists: the code list that a variable's codes are of, by variable.
    /// - Throws: ``SourceFault`` for an unknown variable or code, an empty choice, a variable that must be chosen and is
    ///   not, or more than ``cellLimit`` cells.
    package init(
        table: String, variables: [PxWebVariable], selection: [String: [String]],
        codeLists: [String: PxWebCodeList] = [:]
    ) throws(SourceFault) {
        let place = "query of table \(table)"
        let names = variables.map(\.code)
        if let stranger = Set(selection.keys).union(codeLists.keys).subtracting(names).min() {
            throw SourceFault(
                at: place, "the table has no variable '\(stranger)'",
                remedy: Suggestion.sentence(for: stranger, among: names, otherwise: "It has")
                    + " Upper and lower case differ.")
        }
        var choices: [Choice] = []
        for variable in variables {
            let list = codeLists[variable.code]
            let known = list.map { $0.codes.map(\.code) } ?? variable.values
            guard let codes = selection[variable.code] ?? (variable.isMandatory || list != nil ? known : nil) else {
                guard variable.isEliminable else {
                    throw SourceFault(
                        at: place, "'\(variable.code)' must be chosen and is not",
                        remedy: "Name its codes; this variable has no total that the office could give instead.")
                }
                continue
            }
            try Self.check(codes, of: variable.code, among: known, at: place)
            choices.append(
                Choice(
                    variable: variable.code, codes: codes, isAll: codes.count == known.count,
                    codeList: list?.name.id))
        }
        self.table = table
        self.choices = choices
        guard cells <= Self.cellLimit else {
            throw SourceFault(
                at: place, "it asks for more than \(Self.cellLimit) cells", remedy: "Choose fewer codes.")
        }
    }

    private static func check(
        _ codes: [String], of variable: String, among known: [String], at place: String
    ) throws(SourceFault) {
        guard !codes.isEmpty else {
            throw SourceFault(at: place, "no code of '\(variable)' is chosen", remedy: "Name at least one.")
        }
        if let stranger = Set(codes).subtracting(known).min() {
            throw SourceFault(
                at: place, "'\(variable)' has no code '\(stranger)'",
                remedy: Suggestion.sentence(for: stranger, among: known, otherwise: "It has")
                    + " Codes are text and keep their leading zeros.")
        }
        if let twin = codes.firstRepetition(of: { $0 }) {
            throw SourceFault(at: place, "the code '\(twin)' of '\(variable)' is chosen twice", remedy: "Name it once.")
        }
    }

    /// The query in parts of at most so many cells each, which together ask for every cell exactly once.
    ///
    /// The variable with most codes is parted first, into parts of nearly equal size; then, if one code of it is still
    /// too much, the next.
    /// - Parameter limit: cells per part, at least 1.
    package func split(under limit: Int) -> [PxWebQuery] {
        precondition(limit >= 1)
        guard cells > limit, let axis = choices.indices.max(by: { choices[$0].codes.count < choices[$1].codes.count })
        else { return [self] }
        let codes = choices[axis].codes
        let others = choices.indices.reduce(1.0) { $1 == axis ? $0 : $0 * Double(choices[$1].codes.count) }
        let fitting = max(1, Int(Double(limit) / others))
        let parts = (codes.count + fitting - 1) / fitting
        return (0..<parts).flatMap { part in
            var query = self
            query.choices[axis].codes = Array(codes[(part * codes.count / parts)..<((part + 1) * codes.count / parts)])
            query.choices[axis].isAll = false
            return query.split(under: limit)
        }
    }
}

/// A played classification of municipalities, with KLASS's traps.
package struct PlayedKLASS: Sendable {
    /// A code with its days as `yyyy-MM-dd`: `from` inclusive, `to` exclusive.
    package typealias Code = (code: String, name: String, from: String, to: String?)
    /// A change on a day.
    package typealias Change = (day: String, old: String, new: String)

    /// When it was last changed.
    package var modified = "2024-01-02T12:56:21.000+0000"
    /// The first days of its versions.
    package var versions: [String]
    /// Its codes, `9999` among them.
    package var codes: [Code]
    /// All changes.
    package var changes: [Change]
    /// The versions for which the table of changes from the one before is missing.
    package var missing: Set<String> = []

    /// A classification; see the properties.
    package init(versions: [String], codes: [Code], changes: [Change]) {
        (self.versions, self.codes, self.changes) = (versions, codes, changes)
    }

    /// The answer to what follows `/classifications/131`, or `nil` for 404.
    func answer(to path: String, _ query: [String: String]) -> String? {
        switch path {
        case "":
            let list = versions.map {
                #"{"name":"Kommuneinndeling","validFrom":"\#($0)","lastModified":"\#(modified)"}"#
            }
            return #"{"name":"Standard for kommuneinndeling","lastModified":"\#(modified)","contactPerson":{"name":"#
                + #""Ola Nordmann","email":"ola@ssb.example"},"versions":[\#(list.joined(separator: ","))]}"#
        case "/codesAt":
            let day = query["date"] ?? ""
            return list(codes.filter { $0.from <= day && $0.to.map { day < $0 } ?? true }, since: "")
        case "/codes":
            let from = query["from"] ?? ""
            return list(codes.filter { $0.to.map { from < $0 } ?? true }, since: from)
        case "/changes": return changes(from: query["from"] ?? "", to: query["to"])
        default: return nil
        }
    }

    private func list(_ codes: [Code], since day: String) -> String {
        let rows = codes.map { code in
            let end = code.to.map { #""\#($0)""# } ?? "null"
            return #"{"code":"\#(code.code)","level":"1","name":"\#(code.name)","validFrom":null,"validTo":null,"#
                + #""validFromInRequestedRange":"\#(max(code.from, day))","validToInRequestedRange":\#(end)}"#
        }
        return #"{"codes":[\#(rows.joined(separator: ","))]}"#
    }

    private func isBefore(_ day: String, _ end: String?) -> Bool { end.map { day < $0 } ?? true }

    /// Versions are compared that overlap the range: a change on its first day is not among them.
    private func changes(from: String, to: String?) -> String? {
        let days = Set(versions.filter { from < $0 && isBefore($0, to) })
        guard days.isDisjoint(with: missing) else { return nil }
        let names = Dictionary(codes.map { ($0.code, $0.name) }) { one, _ in one }
        let rows = changes.filter { days.contains($0.day) }.map { change in
            #"{"oldCode":"\#(change.old)","oldName":"\#(names[change.old] ?? "")","newCode":"\#(change.new)","#
                + #""newName":"\#(names[change.new] ?? "")","changeOccurred":"\#(change.day)"}"#
        }
        return #"{"codeChanges":[\#(rows.joined(separator: ","))]}"#
    }
}

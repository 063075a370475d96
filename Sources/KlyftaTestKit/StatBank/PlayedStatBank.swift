import Foundation
import Synchronization

/// A server that answers as SSB does: StatBank's interface (PxWebApi 2) and KLASS, with their limits, refusals and traps.
package final class PlayedStatBank: Sendable {
    /// What it has and how it refuses. Everything can be changed between two questions.
    package struct State: Sendable {
        /// The tables by number.
        package var tables: [String: PlayedTable]
        /// The municipalities.
        package var klass: PlayedKLASS
        /// The most cells it says it gives.
        package var toldCells = 800_000
        /// The most cells it gives.
        package var cells = 800_000
        /// The status of a refusal of too many cells: 400 by its code, 403 by its documentation.
        package var tooMany = "400 Bad Request"
        /// The longest address of a GET; a longer one is 404 without a word.
        package var longest = 2_100
        /// Headers of every answer.
        package var headers: [String: String] = [:]
        /// Answers in place of its own, by the target's beginning.
        package var instead: [String: [HTTPServer.Step]] = [:]
        /// Whether a cache in front of it gives old answers to old questions.
        package var isCached = false
        var cache: [String: [HTTPServer.Step]] = [:]
        var questions: [(method: String, target: String)] = []

        /// An office with these tables and municipalities.
        package init(tables: [String: PlayedTable], klass: PlayedKLASS) {
            (self.tables, self.klass) = (tables, klass)
        }
    }

    private final class Box: Sendable {
        let state: Mutex<State>
        init(_ state: State) { self.state = Mutex(state) }
    }

    private let box: Box
    private let server: HTTPServer

    /// Opens the office.
    /// - Parameter heard: told of each question as it comes in.
    package init(_ state: State, heard: @escaping @Sendable () -> Void = {}) throws {
        let box = Box(state)
        self.box = box
        server = try HTTPServer { question in
            heard()
            return box.state.withLock { state in
                state.questions.append((question.method, question.target))
                return state.cached(question)
            }
        }
    }

    /// Where its tables are.
    package var tables: String { server.url("/api/pxwebapi/v2") }
    /// Where its classifications are.
    package var klass: String { server.url("/api/klass/v1") }

    /// The data of some codes, as it would answer.
    package static func answer(_ id: String, _ table: PlayedTable, _ choices: [(String, [String])]) -> String {
        table.data(id, choices.map { (code: $0.0, codes: $0.1) })
    }

    /// Changes what it has.
    package func change(_ body: @Sendable (inout State) throws -> Void) rethrows {
        try box.state.withLock { try body(&$0) }
    }

    /// What was asked since the last time this was called: the method and the address without what all have in common.
    package func takeQuestions() -> [String] {
        box.state.withLock { state in
            defer { state.questions = [] }
            return state.questions.map { question in
                let target = question.target.replacing("/api/pxwebapi/v2", with: "")
                    .replacing("/api/klass/v1/classifications/131", with: "/klass")
                return "\(question.method) \(target.removingPercentEncoding ?? target)"
            }
        }
    }
}

extension PlayedStatBank.State {
    /// The answer to a table's data and metadata, which a cache may have kept.
    fileprivate mutating func cached(_ question: HTTPServer.Question) -> [HTTPServer.Step] {
        let isKept = question.target.contains("/data") || question.target.contains("/metadata")
        guard isCached, isKept, question.method == "GET" else { return steps(question) }
        let answer = cache[question.target] ?? steps(question)
        cache[question.target] = answer
        return answer
    }

    private func steps(_ question: HTTPServer.Question) -> [HTTPServer.Step] {
        for (beginning, steps) in instead where question.target.contains(beginning) { return steps }
        guard question.method == "POST" || question.target.utf8.count <= longest else {
            return .answer("", status: "404 Not Found")
        }
        let parts = question.target.split(separator: "?", maxSplits: 1).map(String.init)
        let query = Self.query(parts.count > 1 ? parts[1] : "")
        if let path = Self.rest(parts[0], "/api/klass/v1/classifications/131") {
            let words = Dictionary(query) { one, _ in one }
            // Its default is XML.
            guard question.headers["accept"] == "application/json" else { return .answer("<klass/>") }
            return klass.answer(to: path, words).map { .answer($0, headers: headers) }
                ?? .answer(#"{"status":404,"message":"missing change table"}"#, status: "404 Not Found")
        }
        let path = Self.rest(parts[0], "/api/pxwebapi/v2") ?? ""
        if path == "/config" {
            return .answer(
                #"{"apiVersion":"2.3.2","maxDataCells":\#(toldCells),"maxCallsPerTimeWindow":0,"timeWindow":0}"#,
                headers: headers)
        }
        if path == "/tables" {
            // It looks for words; a number is a word of its table's title.
            let wanted = query.first { $0.0 == "query" }?.1 ?? ""
            let found = tables.filter { $0.key == wanted || wanted.isEmpty }.map { $1.resource($0) }
            return .answer(
                #"{"language":"no","tables":[\#(found.joined(separator: ","))],"page":{"pageNumber":1,"pageSize":20,"#
                    + #""totalElements":\#(found.count),"totalPages":1}}"#, headers: headers)
        }
        let steps = path.split(separator: "/").map(String.init)
        guard steps.count >= 2, let table = tables[steps[1]] else {
            return refusal("Non-existent table", "404 Not Found")
        }
        switch steps.count > 2 ? steps[2] : "" {
        case "": return .answer(table.resource(steps[1]), headers: headers)
        case "metadata": return .answer(table.metadata(steps[1]), headers: headers)
        default:
            return data(steps[1], table, question.method == "POST" ? Self.posted(question.body) : Self.chosen(query))
        }
    }

    private func data(_ id: String, _ table: PlayedTable, _ wanted: [String: [String]]) -> [HTTPServer.Step] {
        // Nothing chosen is no error: it is the newest period of two dimensions.
        guard !wanted.isEmpty else {
            let all = table.dimensions.map { dimension in
                (
                    dimension.code,
                    dimension.role == "geo" ? dimension.codes : [dimension.codes[dimension.codes.count - 1]]
                )
            }
            return .answer(table.data(id, all), headers: headers)
        }
        guard wanted.keys.allSatisfy({ key in table.dimensions.contains { $0.code == key } }) else {
            return refusal("Non-existent variable")
        }
        var choices: [(code: String, codes: [String])] = []
        for dimension in table.dimensions {
            guard let codes = wanted[dimension.code] else {
                guard dimension.isEliminable else { return refusal("Missing selection for mandantory variable") }
                continue
            }
            let all = codes == ["*"] ? dimension.codes : codes
            guard Set(all).isSubset(of: dimension.codes) else { return refusal("Non-existent value") }
            choices.append((dimension.code, all))
        }
        guard choices.reduce(1, { $0 * $1.codes.count }) <= cells else {
            return refusal("Too many cells selected", tooMany)
        }
        return .answer(table.data(id, choices), headers: headers)
    }

    private func refusal(_ title: String, _ status: String = "400 Bad Request") -> [HTTPServer.Step] {
        .answer(#"{"type":"Parameter error","title":"\#(title)","status":\#(status.prefix(3))}"#, status: status)
    }

    private static func rest(_ path: String, _ beginning: String) -> String? {
        path.hasPrefix(beginning) ? String(path.dropFirst(beginning.count)) : nil
    }

    private static func query(_ text: String) -> [(String, String)] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                String(parts[0]).removingPercentEncoding ?? "",
                parts.count > 1 ? String(parts[1]).removingPercentEncoding ?? "" : ""
            )
        }
    }

    private static func chosen(_ query: [(String, String)]) -> [String: [String]] {
        let pairs = query.filter { $0.0.hasPrefix("valueCodes[") }.map { key, value in
            (String(key.dropFirst("valueCodes[".count).dropLast()), value.split(separator: ",").map(String.init))
        }
        return Dictionary(pairs) { one, _ in one }
    }

    private static func posted(_ body: [UInt8]) -> [String: [String]] {
        struct Body: Decodable {
            struct Choice: Decodable {
                let variableCode: String
                let valueCodes: [String]
            }
            let selection: [Choice]
        }
        let read = try? JSONDecoder().decode(Body.self, from: Data(body))
        return Dictionary((read?.selection ?? []).map { ($0.variableCode, $0.valueCodes) }) { one, _ in one }
    }
}

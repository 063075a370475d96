import KlyftaAlerting
import KlyftaSources

/// Asks whoever begins, question by question, until each has an answer that can be used. Where the answers come from is
/// handed in: a terminal, or a test.
package struct Interview {
    private let ask: (String) -> String?
    private let tell: (String) -> Void

    /// - Parameters:
    ///   - ask: shows a question and reads a line; `nil` at the end of the input.
    ///   - tell: shows why an answer cannot be used.
    package init(ask: @escaping (String) -> String?, tell: @escaping (String) -> Void) {
        self.ask = ask
        self.tell = tell
    }

    /// One answer.
    /// - Parameters:
    ///   - usual: what an empty line means.
    ///   - fault: why an answer cannot be used.
    /// - Throws: ``EndedInterview`` if the input ends.
    package func answer(
        _ question: String, usual: String, fault: (String) -> String? = { _ in nil }
    ) throws(EndedInterview) -> String {
        while true {
            guard let line = ask("\(question) [\(usual.isEmpty ? "none" : usual)]: ") else { throw EndedInterview() }
            let text = line.trimmingBlanks
            let answer = text.isEmpty ? usual : text
            guard let fault = fault(answer) else { return answer }
            tell(fault)
        }
    }

    /// An answer that may be left out.
    package func optional(_ question: String, fault: (String) -> String? = { _ in nil }) throws(EndedInterview)
        -> String?
    {
        let text = try answer(question, usual: "") { $0.isEmpty ? nil : fault($0) }
        return text.isEmpty ? nil : text
    }
}

/// The input ended before all was answered.
package struct EndedInterview: Error {}

extension String {
    fileprivate var trimmingBlanks: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

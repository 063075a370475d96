import KlyftaModel

/// Why a PxWeb service did not answer with data, recognised by status and body together: the documentation and the
/// servers disagree on the status, and the words differ between versions.
package struct PxWebRefusal: Fault, Equatable {
    /// What was refused, as far as it can be told.
    package enum Reason: Hashable, Sendable {
        /// More cells than allowed: 403 by the documentation, 400 by the servers.
        case tooManyCells
        /// The address is too long: 404 without a word.
        case addressTooLong
        /// A variable that must be chosen was not.
        case missingSelection
        /// No such table, variable, value or code list; the office's own words.
        case unknown(String)
        /// Too many calls in a window.
        case tooManyCalls
        /// The service is down or busy: 5xx.
        case unavailable
        /// A web page, or nothing that can be read, where an answer should be.
        case notAnAnswer
        /// Anything else; the office's own words.
        case other(String)
    }

    /// What was asked, and the status of the answer.
    package let place: String
    /// Why it was refused.
    package let reason: Reason

    /// Recognises an answer that is no data.
    /// - Parameters:
    ///   - status: the status of HTTP; 200 too, where a web page came instead of data.
    ///   - address: what was asked; its length tells one 404 from another.
    package init(status: Int, body: [UInt8], address: String) {
        place = "\(address.prefix(200)) (status \(status))"
        let words = Self.words(body)
        switch (status, words) {
        case (429, _): reason = .tooManyCalls
        case (500..., _): reason = .unavailable
        case (_, let words?): reason = Self.reason(words)
        case (404, nil) where address.utf8.count > PxWebRequest.longestAddress: reason = .addressTooLong
        case (403, nil): reason = .tooManyCells
        default: reason = .notAnAnswer
        }
    }

    private static func reason(_ words: String) -> Reason {
        let low = words.lowercased()
        // "Too many cells selected", "The query resulted in cell that exceeds the number of allowed", "Too many values".
        if low.contains("too many cells") || low.contains("too many values") || low.contains("exceeds the number") {
            return .tooManyCells
        }
        if low.contains("too many requests") { return .tooManyCalls }
        // "mandantory" is how the servers spell it.
        if low.contains("missing selection") { return .missingSelection }
        if low.contains("non-existent") { return .unknown(words) }
        return .other(words)
    }

    /// The words of an error in the form of version 2 (`title`, `detail`) or 1 (`error`).
    private static func words(_ body: [UInt8]) -> String? {
        var (title, detail, error): (String?, String?, String?)
        do {
            var reader = try JSONReader(body, from: "")
            try reader.object { (reader, key) throws(SourceFault) in
                switch key {
                case "title": title = try reader.optionalString()
                case "detail": detail = try reader.optionalString()
                case "error": error = try reader.optionalString()
                default: try reader.skip()
                }
            }
            try reader.end()
        } catch {
            // Not an answer of the service: a proxy's or a web server's page. The status must do.
            return nil
        }
        let words = [title, detail == title ? nil : detail, error].compactMap(\.self)
        return words.isEmpty ? nil : JSONReader.shown(words.joined(separator: ": "), limit: 200)
    }

    /// What is wrong, in a clause.
    package var problem: String {
        switch reason {
        case .tooManyCells: "more cells were asked for than the service gives at once"
        case .addressTooLong: "the address is too long for the server"
        case .missingSelection: "a variable that must be chosen was not"
        case .unknown(let words): "the service knows no such thing (\(words))"
        case .tooManyCalls: "there were too many calls"
        case .unavailable: "the service is down or busy"
        case .notAnAnswer: "this is no answer of a PxWeb service"
        case .other(let words): "the service refused (\(words))"
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch reason {
        case .tooManyCells: "Read the limit from the service's configuration again and split the query."
        case .addressTooLong: "Post the query instead."
        case .missingSelection: "Read the table's metadata again: ContentsCode and Tid are always chosen."
        case .unknown: "Read the table's metadata again; a table, variable, value or code list has gone or is misspelt."
        case .tooManyCalls: "Wait for the window to pass; the limit holds for the whole address of the sender."
        case .unavailable: "Try again later; SSB's tables are away from 05:00 to 08:15 in Oslo."
        case .notAnAnswer: "See in a browser what answers at this address."
        case .other: "The last good figures stand; see the service's documentation."
        }
    }
}

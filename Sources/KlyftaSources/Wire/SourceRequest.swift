import Foundation
import KlyftaModel

/// What the daemon tells a source process on its standard input, in one line.
public struct SourceRequest: Codable, Hashable, Sendable {
    /// The version of this form of lines.
    public var lines = 1
    /// The module whose code is to run; `nil` if it is called as the source.
    public var module: String?
    /// The options of the source, by key.
    public var options: [String: [String]]
    /// On what terms it may ask its office; a module that asks nobody passes it over.
    public var fetch: FetchTerms?

    /// A request with the options of a source.
    public init(options: SourceOptions, module: SourceID? = nil, fetch: FetchTerms? = nil) {
        self.options = options.values
        self.module = module?.text
        self.fetch = fetch
    }

    /// Reads the line; an empty one asks with no options.
    /// - Throws: ``SourceFault`` if it is not understood.
    public init(line: String) throws(SourceFault) {
        guard !line.isEmpty else {
            self.init(options: SourceOptions())
            return
        }
        guard let request = try? JSONDecoder().decode(SourceRequest.self, from: Data(line.utf8)), request.lines == 1
        else {
            throw SourceFault(
                at: "standard input", "the request is not understood: \(line.prefix(80))",
                remedy: "Write {\"lines\":1,\"options\":{}} on one line, or close standard input.")
        }
        self = request
    }

    /// The line, without its end.
    public var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

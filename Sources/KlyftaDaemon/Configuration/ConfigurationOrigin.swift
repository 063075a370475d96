/// Where a key or a value of the configuration was written.
struct ConfigurationOrigin: Sendable {
    /// The file.
    let text: ConfigurationText
    /// Its line, counted from 1.
    let line: Int
    /// Its first scalar in the line, counted from 1.
    let column: Int
    /// How many scalars of the line it takes; 0 for a place that shows nothing, such as a file as a whole.
    let length: Int

    /// The beginning of a file: the place of what is missing in it.
    static func start(of text: ConfigurationText) -> ConfigurationOrigin {
        ConfigurationOrigin(text: text, line: 1, column: 1, length: 0)
    }

    /// The same place, of which nothing is shown: what stands there may be a secret, and messages go to the journal.
    var unseen: ConfigurationOrigin { ConfigurationOrigin(text: text, line: line, column: column, length: 0) }

    /// Behind the last scalar of a file.
    static func end(of text: ConfigurationText) -> ConfigurationOrigin {
        let (line, column) = text.position(of: text.scalars.count)
        return ConfigurationOrigin(text: text, line: line, column: column, length: 1)
    }

    /// `file:line:column`, the column in characters as an editor counts them.
    var place: String {
        let before = (text.line(line) ?? []).prefix(column - 1)
        return "\(text.name):\(line):\(String(scalars: before).count + 1)"
    }

    /// `file:line`.
    var lineOfFile: String { "\(text.name):\(line)" }

    /// Where it begins in the scalars of the file; -1 behind the end of a line.
    var index: Int { text.index(line: line, column: column) ?? -1 }

    /// The scalar that stands there.
    var first: Unicode.Scalar? { text.index(line: line, column: column).map { text.scalars[$0] } }

    /// The place of a character inside a text that was written here; the whole, if the text is not written out
    /// on one line as it is.
    func narrowed(to offset: Int, of value: String) -> ConfigurationOrigin {
        let written = (text.line(line) ?? []).dropFirst(column - 1)
        let quote = written.first.map { $0 == "\"" || $0 == "'" } == true ? 1 : 0
        guard (1..<value.count + 1).contains(offset), written.dropFirst(quote).starts(with: value.unicodeScalars) else {
            return self
        }
        let skipped = String(value.prefix(offset)).unicodeScalars.count + quote
        // One place behind the text is where something is missing from it.
        return ConfigurationOrigin(
            text: text, line: line, column: column + skipped, length: max(1, length - skipped - quote))
    }
}

extension String {
    /// A text of these scalars.
    init(scalars: some Sequence<Unicode.Scalar>) {
        var view = UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}

/// A few words of what came from outside, fit for a message: on one line, no control characters, no end.
enum Excerpt {
    /// The first bytes in quotation marks; what cannot be shown becomes a blank or a question mark.
    static func quoted(_ bytes: some Sequence<UInt8>) -> String {
        "'\(visible(String(decoding: Array(bytes), as: UTF8.self)))'"
    }

    /// A text of at most 200 characters that can be shown.
    static func visible(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(200).map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: " "
            case .format, .surrogate, .privateUse, .unassigned: "?"
            default: scalar
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view).split(separator: " ").joined(separator: " ")
    }
}

/// Turns metadata keys into names of journal fields: `source.id` under the prefix `KLYFTA` is `KLYFTA_SOURCE_ID`.
///
/// journald drops a field whose name is not of capital letters, digits and underscores, without a word. So every key is
/// mapped to a name that is: two keys may meet in one name, and the journal then keeps both values.
struct JournalFieldNaming: Hashable, Sendable {
    /// journald takes no longer name.
    static let longestName = 64

    let prefix: String

    /// A leading underscore is reserved for journald's own fields and a leading digit is refused: both are removed. A
    /// prefix of nothing else becomes `FIELD`; without any, a key "message" could pose as the message itself.
    init(prefix: String) {
        let name = Self.fieldCharacters(prefix).drop { $0 == "_" || $0.isNumber }.prefix(Self.longestName / 2)
        self.prefix = name.isEmpty ? "FIELD" : String(name)
    }

    func name(for key: String) -> String {
        String("\(prefix)_\(Self.fieldCharacters(key))".prefix(Self.longestName))
    }

    private static func fieldCharacters(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(longestName).map { scalar in
                    switch scalar {
                    case "A"..."Z", "0"..."9": scalar
                    case "a"..."z": Unicode.Scalar(UInt8(scalar.value) - 0x20)
                    default: "_"
                    }
                }))
    }
}

import KlyftaModel
import KlyftaSources

/// An indicator of Kolada that is to be fetched, and what is held to be true of it.
struct KoladaWish: Sendable {
    /// N or U and five digits.
    let id: String
    /// The title that it must have; `nil` for any.
    let title: String?
    /// Whether it must be divided by gender; `nil` for either.
    let isDividedByGender: Bool?
    /// The mark that its description must have; `nil` for any.
    let mark: String?
    /// The first period of a new definition that the operator knows of.
    let newBreak: Period?
    /// The name it shares with comparable indicators of other countries, where the operator says so.
    let concept: String?
    /// What the operator says of an indicator that the module does not declare; `nil` for the module's own.
    let declaration: Declaration?

    /// What nobody but the operator can say of an indicator.
    struct Declaration: Sendable {
        let direction: Indicator.Direction
        let nature: Indicator.Nature
        /// `nil` where the title tells it.
        let unit: Indicator.Unit?
    }

    /// The options of one indicator.
    static let options: [SourceOption] = [
        .init("direction", .text, help: "which end is good"),
        .init("nature", .text, help: "where its values come from"),
        .init("unit", .text, help: "what it is counted in, where its title does not say"),
        .init("title", .text, help: "the title it must have"),
        .init("definition", .text, help: "the mark of the description it must have"),
        .init("break", .text, help: "the first period of a new definition"),
        .init("concept", .text, help: "the name it shares with comparable indicators of other countries"),
    ]

    /// A wish as the options state it.
    /// - Parameter isOwn: whether the module declares it already.
    /// - Throws: ``SourceFault`` that names the key.
    init(_ id: String, _ options: SourceOptions, isOwn: Bool) throws(SourceFault) {
        let words = Words(id: id, options: options)
        guard Self.isID(id) else {
            throw words.fault(nil, "'\(id.excerpt(40))' is no indicator of Kolada", "Write N or U and five digits.")
        }
        let expected = ExpectedIndicator.all[id]
        self.id = id
        title = options["title"] ?? expected?.title
        isDividedByGender = expected?.isDividedByGender
        mark = options["definition"] ?? expected?.mark
        newBreak = try words.period("break")
        concept = options["concept"]
        guard !isOwn else {
            for key in ["direction", "nature", "unit"] where options[key] != nil {
                throw words.fault(key, "the module declares this indicator itself", "Leave the key out.")
            }
            declaration = nil
            return
        }
        guard let direction = try words.word("direction", Indicator.Direction.self) else {
            throw words.missing("direction", Indicator.Direction.self)
        }
        guard let nature = try words.word("nature", Indicator.Nature.self) else {
            throw words.missing("nature", Indicator.Nature.self)
        }
        declaration = Declaration(
            direction: direction, nature: nature, unit: try words.word("unit", Indicator.Unit.self))
    }

    /// Whether a name has the form of Kolada's ids.
    static func isID(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return bytes.count == 6 && (bytes[0] == UInt8(ascii: "N") || bytes[0] == UInt8(ascii: "U"))
            && bytes.dropFirst().allSatisfy { (48...57).contains($0) }
    }
}

/// The words of one indicator's options, typed, with errors that name the key.
private struct Words {
    let id: String
    let options: SourceOptions

    func fault(_ key: String?, _ problem: String, _ remedy: String) -> SourceFault {
        SourceFault(at: "sources.skl.kolada.\(id)\(key.map { ".\($0)" } ?? "")", problem, remedy: remedy)
    }

    func missing<Word: RawRepresentable<String> & CaseIterable>(_ key: String, _: Word.Type) -> SourceFault {
        fault(
            key, "'\(key)' is missing, and Kolada does not say it",
            "Write \(key): and one of \(Self.choice(Word.self)).")
    }

    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, _: Word.Type
    ) throws(SourceFault) -> Word? {
        guard let text = options[key] else { return nil }
        guard let word = Word(rawValue: text) else {
            throw fault(key, "'\(text.excerpt(40))' is not a word used here", "Write one of \(Self.choice(Word.self)).")
        }
        return word
    }

    func period(_ key: String) throws(SourceFault) -> Period? {
        guard let text = options[key] else { return nil }
        do { return try Period(text) } catch {
            throw fault(key, "\(error.place) is no \(error.kind)", error.remedy)
        }
    }

    private static func choice<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> String {
        Word.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

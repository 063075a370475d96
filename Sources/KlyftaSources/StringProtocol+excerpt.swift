extension StringProtocol {
    /// The beginning of a text that a stranger wrote, fit to stand in a message: what is invisible, or would act on a
    /// terminal, is spelt out.
    public func excerpt(_ length: Int) -> String {
        var words = ""
        for scalar in unicodeScalars {
            guard words.count < length else { return words + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
                words += "\\u{\(String(scalar.value, radix: 16))}"
            default: words.unicodeScalars.append(scalar)
            }
        }
        return words
    }
}

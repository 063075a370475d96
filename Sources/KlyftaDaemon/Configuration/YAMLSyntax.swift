/// The complaints of libYAML in words that tell an operator what to do.
enum YAMLSyntax {
    /// The fault of a text that is no YAML.
    /// - Parameters:
    ///   - problem: what libYAML says is wrong.
    ///   - context: what it was reading, if it says so.
    static func fault(_ problem: String, context: String?, at origin: ConfigurationOrigin) -> ConfigurationFault {
        let doing = context.map { " \($0)" } ?? ""
        if problem.contains("another document") {
            return ConfigurationFault(
                at: origin, "a second document begins here", remedy: "keep everything in one, without '---' in between")
        }
        if problem.hasPrefix("Maximum nesting level") {
            return ConfigurationFault(at: origin, "this lies more than 32 levels deep", remedy: "write it flatter")
        }
        if problem.contains("undefined alias") {
            return ConfigurationFault(at: origin, "anchors and aliases are not read here", remedy: quotes("*"))
        }
        return ConfigurationFault(
            at: origin, "this is no YAML: \(problem)\(doing)", remedy: remedy(problem, context ?? "", at: origin))
    }

    /// Whether the place that helps is where libYAML began to read something, not where it gave up: an unclosed quote
    /// is noticed at the end of the file only.
    static func isAboutStart(_ context: String) -> Bool {
        ["alias", "quoted scalar", "block scalar"].contains { context.contains($0) }
    }

    private static func remedy(_ problem: String, _ context: String, at origin: ConfigurationOrigin) -> String {
        if origin.first == "\t" { return "indent with blanks, never with tabs" }
        if context.contains("alias") { return quotes("*") }
        if context.contains("quoted scalar") { return "close the quotes" }
        if context.contains("block scalar") { return "put quotes around a text that begins with '|' or '>'" }
        if problem.contains("cannot start any token"), let first = origin.first {
            return quotes(String(first))
        }
        if problem.contains("mapping values are not allowed") {
            return "correct the indentation, or put quotes around a text with ': ' in it"
        }
        return "look at the indentation, brackets and quotes here and just above"
    }

    private static func quotes(_ character: String) -> String {
        "put quotes around a text that begins with '\(character)'"
    }
}

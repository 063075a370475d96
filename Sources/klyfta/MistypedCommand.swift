import ArgumentParser
import KlyftaModel

/// The words of a command line that ought to name a command, looked up in the tree of commands.
enum MistypedCommand {
    /// What is wrong with the words if they name no command; `nil` if they do.
    /// - Parameters:
    ///   - words: the command line without the program's name.
    ///   - path: the commands that were named before, as they were written.
    static func fault(
        in words: ArraySlice<String>, of command: any ParsableCommand.Type, after path: [String]
    ) -> UsageFault? {
        let commands = command.configuration.subcommands
        guard !commands.isEmpty, let word = words.first, !word.hasPrefix("-") else { return nil }
        if let next = commands.first(where: { names(of: $0).contains(word) }) {
            return fault(in: words.dropFirst(), of: next, after: path + [word])
        }
        guard word != "help" else { return nil }
        let all = "'\(path.joined(separator: " ")) --help' lists the commands."
        let near = Suggestion.nearest(to: word, among: commands.flatMap { names(of: $0) } + ["help"])
        // With a command that is meant without being named, it may be a word for that one.
        if near == nil, command.configuration.defaultSubcommand != nil { return nil }
        return UsageFault(
            at: (path + [word]).joined(separator: " "), "there is no such command",
            remedy: near.map { "Did you mean '\((path + [$0]).joined(separator: " "))'? \(all)" } ?? all)
    }

    private static func names(of command: any ParsableCommand.Type) -> [String] {
        [command._commandName] + command.configuration.aliases
    }
}

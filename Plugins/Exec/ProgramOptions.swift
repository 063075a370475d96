import GuardedProcess
import KlyftaModel
import KlyftaSources

/// What the configuration says of a program: which one, and what it may take.
struct ProgramOptions {
    /// Where a bare name is looked for, and what the program sees as PATH.
    static let path = "/usr/local/bin:/usr/bin:/bin"

    static let program = SourceOption("program", .list, help: "the program and its arguments")
    static let limits: [SourceOption] = [
        .init("memory", .text, help: "address space of each of its processes"),
        .init("cpu", .text, help: "processor time of each of its processes"),
        .init("output", .text, help: "how much it may write"),
        .init("processes", .text, help: "how many processes its user may have"),
        .init("open-files", .text, help: "how many files each of its processes may have open"),
    ]

    /// The program as it is to be started.
    let guarded: GuardedProgram
    private let name: SourceID

    init(of name: SourceID, _ options: SourceOptions) throws(SourceFault) {
        self.name = name
        guard let words = options[list: Self.program], let first = words.first, !first.isEmpty else {
            throw Self.fault(name, "program", "there is no program", "Write 'program: [/path/of/it, argument, …]'.")
        }
        guard first.hasPrefix("/") || !first.contains("/") else {
            throw Self.fault(
                name, "program", "'\(first.excerpt(60))' is no absolute path",
                "Begin it with '/', or write a bare name, which is looked for in \(Self.path).")
        }
        guard !words.contains(where: { $0.utf8.contains(0) }) else {
            throw Self.fault(name, "program", "there is a NUL in it", "Remove it.")
        }
        var limits = GuardedProgram.Limits()
        limits.memory = try Self.bytes("memory", of: name, options) ?? limits.memory
        limits.output = try Self.bytes("output", of: name, options) ?? limits.output
        limits.file = limits.output
        limits.cpuSeconds = try Self.count("cpu", unit: "s", of: name, options) ?? limits.cpuSeconds
        limits.processes = try Self.count("processes", of: name, options) ?? limits.processes
        limits.openFiles = try Self.count("open-files", of: name, options) ?? limits.openFiles
        guarded = GuardedProgram(
            path: first, arguments: Array(words.dropFirst()),
            environment: ["PATH": Self.path, "LANG": "C.UTF-8", "TZ": "UTC", "KLYFTA_SOURCE": name.text],
            directory: options["directory"] ?? "/", limits: limits)
    }

    /// A size: digits with M or G, of 1024.
    private static func bytes(_ key: String, of name: SourceID, _ options: SourceOptions) throws(SourceFault) -> Int? {
        guard let text = options[key] else { return nil }
        let shift = ["M": 20, "G": 30][text.suffix(1)]
        guard let shift, let number = whole(text.dropLast()), number < 1 << 20 else {
            throw fault(name, key, "'\(text.excerpt(60))' is no size", "Write 512M, 2G and so on.")
        }
        return number << shift
    }

    private static func count(
        _ key: String, unit: String = "", of name: SourceID, _ options: SourceOptions
    ) throws(SourceFault) -> Int? {
        guard let text = options[key] else { return nil }
        guard text.hasSuffix(unit), let number = whole(text.dropLast(unit.count)), number < 1 << 20 else {
            throw fault(
                name, key, "'\(text.excerpt(60))' is no \(unit.isEmpty ? "number" : "number of seconds")",
                "Write 60\(unit), 300\(unit) and so on.")
        }
        return number
    }

    private static func whole(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text).flatMap { $0 > 0 ? $0 : nil } : nil
    }

    private static func fault(
        _ name: SourceID, _ key: String, _ problem: String, _ remedy: String
    ) -> SourceFault {
        SourceFault(at: "sources.\(name).\(key)", problem, remedy: remedy)
    }
}

import Foundation
import Testing

/// A machine from which PostgreSQL's client library was removed. It is removed for one process and its children alone, in a
/// mount namespace of theirs, with its header and everything else by its name.
@Suite(
    "Without PostgreSQL's client library",
    .enabled(if: BareMachine.canBeMade, "needs to be root, and the right to mount overlays (util-linux)"),
    .timeLimit(.minutes(10)))
struct NoClientLibraryTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.prepare()
    }

    private func bare(_ program: String, _ arguments: [String]) throws -> Ending {
        try KlyftaProcess(
            .init(
                program: "/usr/bin/unshare", arguments: BareMachine.command + [program] + arguments,
                environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]),
            in: scratch
        ).ending(within: .seconds(300))
    }

    @Test func `the library is not to be had there, nor its header`() throws {
        let ending = try bare(
            "/bin/sh",
            [
                "-c",
                "/sbin/ldconfig -p | grep -o '/.*libpq.*' | xargs -r ls; find /usr/include/postgresql -name 'libpq*'",
            ])
        #expect(ending.output.isEmpty, "\(ending)")
    }

    @Test func `a state in SQLite is written and read`() throws {
        let once = try bare(KlyftaProcess.binary, ["once", "--config", scratch["klyfta.yaml"]])
        #expect(once.status == .exited(0), "\(once)")
        #expect(try scratch.alertFile().map(\.name) == Watched.firstEvents)
        let alerts = try bare(KlyftaProcess.binary, ["alerts", "--config", scratch["klyfta.yaml"]])
        #expect(alerts.status == .exited(0) && alerts.output.contains("a-widened"), "\(alerts)")
    }

    @Test(arguments: [["once"], ["alerts"]])
    func `a state in PostgreSQL is refused with what to install, and nothing is written elsewhere`(command: [String])
        throws
    {
        try scratch.prepare(head: "store: postgresql\npostgresql: { address: \"postgresql:///klyfta\" }")
        let ending = try bare(KlyftaProcess.binary, command + ["--config", scratch["klyfta.yaml"]])
        #expect(ending.status == .exited(77), "\(ending)")
        #expect(ending.errors.contains("libpq5") && ending.errors.contains("store: sqlite"), "\(ending)")
        #expect(!scratch.exists("state/klyfta.sqlite"))
    }

    /// The only room that knows the library (a rule of the manifest) is compiled and linked, with every symbol found.
    @Test(.enabled(if: BareMachine.compiler != nil, "needs swiftc in PATH"))
    func `what speaks with PostgreSQL is built without it`() throws {
        let folder = FileManager.default.currentDirectoryPath + "/Sources/PostgresKit"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
        #expect(files.count > 4)
        let ending = try bare(
            try #require(BareMachine.compiler),
            ["-swift-version", "6", "-emit-library", "-Xlinker", "-z", "-Xlinker", "defs", "-o", scratch["room.so"]]
                + files.map { "\(folder)/\($0)" })
        #expect(ending.status == .exited(0) && scratch.exists("room.so"), "\(ending)")
    }
}

/// How a machine without the library is made.
private enum BareMachine {
    /// Lays a layer over each folder that has the library and removes it there: the layer is gone with the namespace.
    private static let script = """
        set -eu
        bare() {
            room=$(mktemp -d)
            mount -t tmpfs none "$room"
            mkdir "$room/upper" "$room/work"
            mount -t overlay overlay -o "lowerdir=$1,upperdir=$room/upper,workdir=$room/work" "$1"
            find "$1" -maxdepth 2 -name 'libpq*' -exec rm -rf {} +
            umount -l "$room"
            rmdir "$room"
        }
        for folder in $(/sbin/ldconfig -p | sed -n 's/.*libpq[.]so.* => //p' | xargs -r readlink -f | xargs -r dirname | sort -u) \
            $(ls -d /usr/include/postgresql 2>/dev/null); do
            bare "$folder"
        done
        exec "$@"
        """

    /// What `unshare` is given before a program and its arguments.
    static let command = ["--mount", "/bin/sh", "-c", script, "sh"]

    static let canBeMade: Bool = {
        guard KlyftaProcess.isRoot, let scratch = try? Scratch() else { return false }
        let ending = try? KlyftaProcess(
            .init(
                program: "/usr/bin/unshare", arguments: command + ["/bin/true"], environment: ["PATH": "/usr/bin:/bin"]),
            in: scratch
        ).ending()
        return ending?.status == .exited(0)
    }()

    static let compiler: String? = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":")
        .map { String($0) + "/swiftc" }.first(where: Peers.has)
}

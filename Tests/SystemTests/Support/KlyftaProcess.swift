import Dispatch
import Foundation
import Glibc

/// The program under test as a user or systemd starts it: a session of its own, an empty environment, no terminal.
final class KlyftaProcess: Sendable {
    /// The binary lies beside the test bundle.
    static let binary: String = {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(filePath: bundle).deletingLastPathComponent().appending(path: "klyfta").path
        let built = FileManager.default.currentDirectoryPath + "/.build/debug/klyfta"
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : built
    }()

    /// POSIX_SPAWN_SETSID of glibc, which is not imported.
    private static let setsid: CInt = 0x80

    static let nobody: uid_t = 65_534
    static let isRoot = geteuid() == 0
    /// Whether a test can have the program run by somebody without rights.
    static let canBeNobody = isRoot && access("/usr/bin/setpriv", X_OK) == 0

    enum User {
        case current
        /// Somebody without rights; needs root.
        case nobody
    }

    /// What is started.
    struct Launch {
        var program = KlyftaProcess.binary
        var arguments: [String]
        var environment: [String: String] = [:]
        var user = User.current
        /// Standard output goes to this file instead of the answer.
        var output: String?
        /// Standard input, output and error are closed, not empty.
        var closesStreams = false
        /// Standard input, output and error are this terminal, which is that of its session.
        var terminal: String?

        fileprivate var command: [String] {
            let drop = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
            return (user == .nobody ? drop : []) + [program] + arguments
        }
    }

    let pid: pid_t
    private let outputPath: String?
    private let errorPath: String

    init(_ launch: Launch, in scratch: Scratch) throws {
        let name = UUID().uuidString
        errorPath = scratch["\(name).err"]
        let captured = scratch["\(name).out"]
        outputPath = launch.output == nil ? captured : nil

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let terminal = launch.terminal {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
            posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        } else if launch.closesStreams {
            for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
                posix_spawn_file_actions_addclose(&actions, descriptor)
            }
        } else {
            let flags = O_WRONLY | O_CREAT | O_APPEND
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, launch.output ?? captured, flags, 0o644)
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errorPath, flags, 0o644)
        }
        // What other tests have open at this moment is none of its business: it may be given few descriptors.
        for descriptor in (STDERR_FILENO + 1)..<512 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Whatever the test runner ignores or blocks is not handed on.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(Self.setsid | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        let words = launch.command.map { strdup($0) } + [nil]
        let variables = launch.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var pid = pid_t()
        let code = posix_spawn(&pid, launch.command[0], &actions, &attributes, words, variables)
        guard code == 0 else { throw Missed("\(launch.command[0]): \(String(cString: strerror(code)))") }
        self.pid = pid
    }

    deinit {
        // Nothing that a failed test leaves behind may outlive it.
        for process in session { kill(process, SIGKILL) }
        waitpid(pid, nil, 0)
    }

    func signal(_ number: CInt) { kill(pid, number) }

    /// The processes of its session that are still there, itself included: children, whatever group they are in.
    var session: [pid_t] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap { pid_t($0) }.filter { getsid($0) == pid }
    }

    /// Waits for the end. A process that is not over by the deadline is killed, and that is an error.
    func ending(within deadline: Duration = .seconds(60)) throws -> Ending {
        let ending = try ending(killedAfter: deadline)
        if ending.status == .signalled(SIGKILL) { throw Missed("no end within \(deadline): \(ending)") }
        return ending
    }

    /// Waits for the end, and kills the process once a time has passed.
    func ending(killedAfter time: Duration) throws -> Ending { try ending(signalled: SIGKILL, after: time) }

    /// Waits for the end, and sends a signal once a time has passed. What does not end by it within a minute is killed.
    func ending(signalled signal: CInt, after time: Duration) throws -> Ending {
        let timers = [timer(after: time, signal), timer(after: time + .seconds(60), SIGKILL)]
        defer { for timer in timers { timer.cancel() } }
        // Reaped by deinit only: until then nobody else can get the number.
        var info = siginfo_t()
        while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0 {
            guard errno == EINTR else { throw Missed("waitid: \(String(cString: strerror(errno)))") }
        }
        let value = info._sifields._sigchld.si_status
        return Ending(
            status: info.si_code == CInt(CLD_EXITED) ? .exited(value) : .signalled(value),
            output: outputPath.map(text) ?? "", errors: text(of: errorPath))
    }

    private func timer(after time: Duration, _ signal: CInt) -> any DispatchSourceTimer {
        let (seconds, attoseconds) = time.components
        let timer = DispatchSource.makeTimerSource(flags: .strict, queue: .global())
        timer.setEventHandler { [pid] in kill(pid, signal) }
        timer.schedule(
            deadline: .now() + .nanoseconds(Int(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)),
            leeway: .microseconds(1))
        timer.resume()
        return timer
    }

    /// Whether it has ended.
    var isOver: Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT | WNOHANG) == 0 && info.si_signo == SIGCHLD
    }

    /// What it wrote to standard error so far.
    var errors: String { text(of: errorPath) }

    private func text(of path: String) -> String {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// How a process ended, and what it said.
struct Ending: CustomStringConvertible {
    enum Status: Equatable {
        case exited(CInt)
        case signalled(CInt)
    }

    let status: Status
    let output: String
    let errors: String

    var description: String { "\(status)\n\(output)\n\(errors)" }
}

extension Scratch {
    /// Runs the program to its end.
    func klyfta(
        _ arguments: String..., environment: [String: String] = [:], as user: KlyftaProcess.User = .current
    ) throws -> Ending {
        try start(arguments, environment: environment, as: user).ending()
    }

    /// Starts the program.
    func start(
        _ arguments: [String], environment: [String: String] = [:], as user: KlyftaProcess.User = .current
    ) throws -> KlyftaProcess {
        try KlyftaProcess(.init(arguments: arguments, environment: environment, user: user), in: self)
    }

    /// Runs a line of shell to its end; `klyfta` in it is the program under test.
    func shell(
        _ line: String, environment: [String: String] = [:], as user: KlyftaProcess.User = .current
    ) throws -> Ending {
        let home = URL(filePath: KlyftaProcess.binary).deletingLastPathComponent().path
        let variables = environment.merging(["PATH": "\(home):/usr/bin:/bin"]) { own, _ in own }
        return try KlyftaProcess(
            .init(program: "/bin/sh", arguments: ["-c", line], environment: variables, user: user), in: self
        ).ending()
    }
}

/// A program with its surroundings: nothing of the process that starts it is handed on.
package struct GuardedProgram: Hashable, Sendable {
    /// The path of its file.
    package var path: String
    /// What follows its name.
    package var arguments: [String]
    /// All the variables it sees.
    package var environment: [String: String]
    /// The directory it starts in.
    package var directory: String
    /// What it may take.
    package var limits: Limits

    /// A program, to be started as often as wanted.
    package init(
        path: String, arguments: [String] = [], environment: [String: String] = [:], directory: String = "/",
        limits: Limits = Limits()
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.limits = limits
    }

    /// What a program may take. A limit that the starting process has itself is never raised.
    package struct Limits: Hashable, Sendable {
        /// From start to end.
        package var time = Duration.seconds(3_600)
        /// Address space of each of its processes, in bytes (RLIMIT_AS).
        package var memory = 1 << 30
        /// Processor time of each of its processes, in seconds (RLIMIT_CPU).
        package var cpuSeconds = 300
        /// What it may write to its standard output, in bytes.
        package var output = 256 << 20
        /// What of its standard error is kept, in bytes. It may write more.
        package var complaint = 64 << 10
        /// Processes of its user, those of others included (RLIMIT_NPROC). The kernel does not hold root to it.
        package var processes = 256
        /// Descriptors of each of its processes (RLIMIT_NOFILE).
        package var openFiles = 256
        /// Bytes in any one file it writes (RLIMIT_FSIZE).
        package var file = 256 << 20

        /// The usual limits.
        package init() {}
    }

    /// How a program ended.
    package struct End: Hashable, Sendable {
        /// The way it ended.
        package var way: Way
        /// The beginning of what it wrote to standard error.
        package var complaint: String
    }

    /// The way a program ended.
    package enum Way: Hashable, Sendable {
        /// By itself, with this code.
        case exited(CInt)
        /// By this signal.
        case signalled(CInt)
        /// It was ended when its time was over.
        case late
        /// It was ended when it had written more than it may.
        case tooMuchOutput
        /// It never began: what could not be done, and the system's reason.
        case notStarted(step: String, reason: String)
    }
}

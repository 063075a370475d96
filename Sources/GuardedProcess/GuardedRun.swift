import CGuard
import Glibc

/// One run of a program, on the thread that waits for it.
struct GuardedRun {
    private let program: GuardedProgram
    private let control: Pipe
    private let take: (UnsafeRawBufferPointer) throws -> Void
    private var complaint: [UInt8] = []
    private var taken = 0
    private var refusal: (any Error)?
    private var isTooMuch = false

    init(
        of program: GuardedProgram, control: Pipe, _ take: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) {
        self.program = program
        self.control = control
        self.take = take
    }

    /// Starts it, serves its three streams, and waits for its end.
    mutating func end(_ input: [UInt8]) throws -> GuardedProgram.End {
        guard let stdin = Pipe(), let stdout = Pipe(), let stderr = Pipe(), let report = Pipe() else {
            return .notStarted("open its pipes")
        }
        let guardian = start(stdin.reading, stdout.writing, stderr.writing, report.writing)
        guard guardian > 0 else { return .notStarted("start its guard") }
        stdin.closeReading()
        stdout.closeWriting()
        stderr.closeWriting()
        report.closeWriting()
        control.closeReading()
        let end = serve(input, stdin, stdout, stderr, report)
        control.closeWriting()
        while waitpid(guardian, nil, 0) < 0, errno == EINTR {}
        if let refusal { throw refusal }
        return .init(way: way(end), complaint: String(decoding: complaint, as: UTF8.self))
    }

    private func start(_ input: CInt, _ output: CInt, _ error: CInt, _ report: CInt) -> pid_t {
        let words = ([program.path] + program.arguments).map { strdup($0) } + [nil]
        let variables = program.environment.map { strdup("\($0)=\($1)") } + [nil]
        let (path, directory) = (strdup(program.path), strdup(program.directory))
        defer { (words + variables + [path, directory]).forEach { free($0) } }
        let (seconds, attoseconds) = program.limits.time.components
        return words.withUnsafeBufferPointer { words in
            variables.withUnsafeBufferPointer { variables in
                var request = guard_program(
                    path: path, arguments: words.baseAddress, environment: variables.baseAddress, directory: directory,
                    input: input, output: output, error: error, control: control.reading, report: report,
                    memory_bytes: UInt64(program.limits.memory), cpu_seconds: UInt64(program.limits.cpuSeconds),
                    file_bytes: UInt64(program.limits.file), processes: UInt64(program.limits.processes),
                    open_files: UInt64(program.limits.openFiles),
                    milliseconds: CInt(clamping: seconds * 1_000 + attoseconds / 1_000_000_000_000_000))
                return guard_start(&request)
            }
        }
    }

    /// Writes its input, takes its output, and returns what the guard reports; `nil` if the guard was killed.
    private mutating func serve(
        _ input: [UInt8], _ stdin: Pipe, _ stdout: Pipe, _ stderr: Pipe, _ report: Pipe
    ) -> guard_end? {
        // A program that does not read its input must not make this wait while it talks.
        _ = fcntl(stdin.writing, F_SETFL, O_NONBLOCK)
        var rest = input[...]
        if rest.isEmpty { stdin.closeWriting() }
        var isHeard = (output: true, error: true)
        var end: guard_end?
        var isOver = false
        // The guard reports when nobody is left who could write, so what is in the pipes then is all there is.
        while !isOver || isHeard.output || isHeard.error {
            var descriptors = [
                pollfd(fd: isOver ? -1 : report.reading, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isHeard.output ? stdout.reading : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isHeard.error ? stderr.reading : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: rest.isEmpty ? -1 : stdin.writing, events: Int16(POLLOUT), revents: 0),
            ]
            guard poll(&descriptors, 4, -1) >= 0 else { continue }
            if descriptors[3].revents != 0 {
                let count = rest.withUnsafeBytes { write(stdin.writing, $0.baseAddress, $0.count) }
                // A program that has closed its input has read enough.
                rest = count > 0 ? rest.dropFirst(count) : count < 0 && errno == EAGAIN ? rest : []
                if rest.isEmpty { stdin.closeWriting() }
            }
            if descriptors[1].revents != 0 { isHeard.output = takeOutput(from: stdout.reading) }
            if descriptors[2].revents != 0 { isHeard.error = takeComplaint(from: stderr.reading) }
            if descriptors[0].revents != 0 {
                var told = guard_end()
                let count = read(report.reading, &told, MemoryLayout<guard_end>.size)
                end = count == MemoryLayout<guard_end>.size ? told : nil
                isOver = true
            }
        }
        return end
    }

    /// Whether there may be more.
    private mutating func takeOutput(from descriptor: CInt) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            guard count > 0 else { return count < 0 && errno == EINTR }
            guard refusal == nil, !isTooMuch else { return true }
            taken += count
            if taken > program.limits.output {
                isTooMuch = true
                control.closeWriting()
                return true
            }
            do {
                try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            } catch {
                refusal = error
                control.closeWriting()
            }
            return true
        }
    }

    private mutating func takeComplaint(from descriptor: CInt) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            guard count > 0 else { return count < 0 && errno == EINTR }
            complaint += buffer[..<min(count, max(0, program.limits.complaint - complaint.count))]
            return true
        }
    }

    private func way(_ end: guard_end?) -> GuardedProgram.Way {
        guard let end else { return .signalled(SIGKILL) }
        let steps = [
            guard_step_fork.rawValue: "start a process", guard_step_directory.rawValue: "enter \(program.directory)",
            guard_step_limits.rawValue: "set its limits", guard_step_exec.rawValue: "run \(program.path)",
        ]
        if let step = steps[UInt32(end.failed_step)] {
            return .notStarted(step: step, reason: String(cString: strerror(end.error)))
        }
        if isTooMuch { return .tooMuchOutput }
        if end.is_late != 0 { return .late }
        let signal = end.status & 0x7f
        return signal == 0 ? .exited((end.status >> 8) & 0xff) : .signalled(signal)
    }
}

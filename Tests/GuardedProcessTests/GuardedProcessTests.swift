import Foundation
import Glibc
import KlyftaTestKit
import Synchronization
import Testing

@testable import GuardedProcess

/// What a program wrote.
private final class Heard: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func take(_ piece: UnsafeRawBufferPointer) { bytes.withLock { $0 += piece } }

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}

/// A line of shell as a program: with a word among its arguments by which its descendants are found.
private struct Shell {
    let mark = "guarded-\(UUID().uuidString)"
    var program: GuardedProgram

    init(_ line: String, _ change: (inout GuardedProgram.Limits) -> Void = { _ in }) {
        program = GuardedProgram(path: "/bin/sh", arguments: ["-c", line, mark], environment: ["MARK": mark])
        change(&program.limits)
    }

    func run(_ input: String = "") async throws -> (end: GuardedProgram.End, output: String) {
        let heard = Heard()
        let end = try await program.run(input: Array(input.utf8), take: heard.take)
        return (end, heard.text)
    }

    /// The processes that have its mark among their arguments or variables.
    func survivors() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.filter { id in
            ["cmdline", "environ"].contains { file in
                (try? Data(contentsOf: URL(filePath: "/proc/\(id)/\(file)")))
                    .map { String(decoding: $0, as: UTF8.self).contains(mark) } ?? false
            }
        }
    }
}

@Suite("A program under guard", .timeLimit(.minutes(10)))
struct GuardedProcessTests {
    @Test func `a program reads its input and is heard to its end`() async throws {
        let (end, output) = try await Shell("cat; echo bye; echo sorry >&2; exit 3").run("hello\n")
        #expect(output == "hello\nbye\n")
        #expect(end == .init(way: .exited(3), complaint: "sorry\n"))
    }

    @Test func `a program sees the variables it is given and no others`() async throws {
        var shell = Shell("")
        shell.program = GuardedProgram(path: "/usr/bin/env", environment: ["A": "1", "B": "x y"])
        let output = try await shell.run().output
        #expect(output.split(separator: "\n").sorted() == ["A=1", "B=x y"])
    }

    @Test func `a program has three descriptors, a group of its own and the directory it is given`() async throws {
        // One that this process has open, and hands to nobody.
        let extra = try FileHandle(forReadingFrom: URL(filePath: "/dev/null"))
        var shell = Shell("echo /proc/$$/fd/*; cut -d ' ' -f 5 /proc/$$/stat; echo $$; pwd")
        shell.program.directory = "/tmp"
        let lines = try await shell.run().output.split(separator: "\n").map(String.init)
        try #require(lines.count == 4)
        let descriptors = lines[0].split(separator: " ").map { $0.split(separator: "/").last ?? "" }
        // The shell has the folder open whose names it writes.
        #expect(descriptors == ["0", "1", "2", "3"])
        #expect(lines[1] == lines[2] && lines[3] == "/tmp")
        try extra.close()
    }

    @Test(arguments: [("c", "0"), ("t", "7"), ("n", "32"), ("v", "524288"), ("u", "50")])
    func `each limit is set before the program begins`(flag: String, value: String) async throws {
        let shell = Shell("ulimit -\(flag)") { limits in
            (limits.cpuSeconds, limits.openFiles, limits.memory, limits.processes) = (7, 32, 512 << 20, 50)
        }
        // dash has no -u.
        let line = flag == "u" ? "grep 'Max processes' /proc/self/limits | awk '{print $3}'" : "ulimit -\(flag)"
        var program = shell.program
        program.arguments[1] = line
        let heard = Heard()
        _ = try await program.run(input: [], take: heard.take)
        #expect(heard.text == "\(value)\n")
    }

    @Test(arguments: [
        "sleep 60", "trap '' TERM INT HUP; while :; do :; done", "kill -STOP $$", "exec >&- 2>&-; sleep 60",
        "yes >/dev/null & yes >/dev/null & wait", "(trap '' TERM; sleep 60) & (setsid sleep 60 &) ; wait",
    ])
    func `a program that is late is ended with all that it started`(line: String) async throws {
        let shell = Shell(line) { $0.time = .milliseconds(200) }
        let end = try await shell.run().end
        #expect(end.way == .late)
        #expect(try shell.survivors() == [])
    }

    @Test(arguments: ["sleep 60 &", "setsid sleep 60 &", "(setsid sh -c 'sleep 60 & sleep 61' &)"])
    func `a child that survives its parent is ended when the program is over`(line: String) async throws {
        let shell = Shell("\(line)\necho done")
        let (end, output) = try await shell.run()
        #expect(end.way == .exited(0))
        #expect(output == "done\n")
        #expect(try shell.survivors() == [])
    }

    @Test func `a fork bomb is ended within its time`() async throws {
        let shell = Shell("b() { b | b & }; b; wait") { limits in
            (limits.time, limits.processes) = (.milliseconds(300), 300)
        }
        // Root is not held to a number of processes; the kernel's own limit of a group is then what stops it.
        var program = shell.program
        if geteuid() == 0 {
            program.arguments = ["-c", "i=0; while [ $i -lt 400 ]; do sleep 60 & i=$((i+1)); done; wait", shell.mark]
            program.limits.time = .seconds(2)
        }
        let end = try await program.run(input: []) { _ in }
        #expect(end.way == .late || end.way == .exited(0), "\(end)")
        #expect(try shell.survivors() == [])
    }

    @Test func `a program that uses too much processor time is told by its signal`() async throws {
        let shell = Shell("while :; do :; done") { $0.cpuSeconds = 1 }
        #expect(try await shell.run().end.way == .signalled(SIGXCPU))
    }

    @Test func `a program that wants too much memory does not get it`() async throws {
        let shell = Shell("head -c 200000000 /dev/zero | tail -c 150000000 | wc -c") { $0.memory = 64 << 20 }
        let (end, output) = try await shell.run()
        #expect(end.complaint.contains("memory") && !output.hasPrefix("150000000"), "\(end) \(output)")
    }

    @Test(arguments: ["yes", "trap '' PIPE; while :; do echo y; done", "yes & yes & wait"])
    func `a program that says too much is ended`(line: String) async throws {
        let shell = Shell(line) { $0.output = 100_000 }
        let (end, output) = try await shell.run()
        #expect(end.way == .tooMuchOutput)
        #expect(output.utf8.count <= 100_000)
        #expect(try shell.survivors() == [])
    }

    @Test func `a complaint of any length is kept in part and harms nobody`() async throws {
        let (end, output) = try await Shell("head -c 5000000 /dev/zero >&2; echo fine").run()
        #expect(end.way == .exited(0) && output == "fine\n")
        #expect(end.complaint.utf8.count == 65_536)
    }

    @Test func `an input that is not read holds nobody up`() async throws {
        let (end, output) = try await Shell("echo fine").run(String(repeating: "x", count: 1 << 20))
        #expect(end.way == .exited(0) && output == "fine\n")
    }

    @Test func `who takes the output can end it all`() async throws {
        struct Enough: Error {}
        let shell = Shell("yes")
        await #expect(throws: Enough.self) { try await shell.program.run(input: []) { _ in throw Enough() } }
        #expect(try shell.survivors() == [])
    }

    @Test func `a task that is cancelled ends the program`() async throws {
        let shell = Shell("echo up; sleep 60")
        let (ups, up) = AsyncStream<Void>.makeStream()
        let task = Task { [program = shell.program] in try await program.run(input: []) { _ in up.yield() } }
        for await _ in ups { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try shell.survivors() == [])
    }

    @Test(arguments: [
        ("/no/such/program", "/", "run /no/such/program"), ("/bin/true", "/no/such/dir", "enter /no/such/dir"),
    ])
    func `a program that cannot be started is told by the step that failed`(
        path: String, directory: String, step: String
    ) async throws {
        let program = GuardedProgram(path: path, directory: directory)
        let end = try await program.run(input: []) { _ in }
        #expect(end.way == .notStarted(step: step, reason: "No such file or directory"))
    }

    @Test func `a program dies with whoever started it, however that ends`() async throws {
        // This process cannot be killed for a test; its end of the control pipe being closed is what its death does.
        let shell = Shell("trap '' TERM; sleep 60")
        let control = try #require(Pipe())
        let program = shell.program
        let run = Task.detached {
            var run = GuardedRun(of: program, control: control) { _ in }
            return try run.end([])
        }
        while try shell.survivors().isEmpty { await Task.yield() }
        control.closeWriting()
        let end = try await run.value
        #expect(end.way == .signalled(SIGKILL))
        #expect(try shell.survivors() == [])
    }
}

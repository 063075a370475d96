import Foundation
import Glibc
import Testing

/// A round whose n-th call of the system ends it, or fails: n = 1, 2, 3 and so on, until it was not called that often.
struct NthCallTests {
    private let bench: DisturbedRound

    init() throws { bench = try DisturbedRound() }

    private static let compiler = ["/usr/bin/cc", "/usr/bin/clang", "/opt/swift/usr/bin/clang"].first(where: Peers.has)
    private static let isPossible = DisturbedRound.isSlow && compiler != nil

    @Test(
        .enabled(if: isPossible, "KLYFTA_SLOW=1 and a C compiler"),
        arguments: [
            "write", "pwrite", "fdatasync", "fsync", "rename", "ftruncate", "unlink", "open", "connect", "send",
        ])
    func `fault 6: a round that is killed at its n-th system call is made up`(call: String) throws {
        try expectMadeUp(afterEach: call, failingWith: 0, "killed")
    }

    @Test(
        .enabled(if: isPossible, "KLYFTA_SLOW=1 and a C compiler"),
        arguments: ["pwrite", "fdatasync", "ftruncate", "unlink"])
    func `fault 44: a state of an older klyfta survives a kill at the n-th system call of the first round`(
        call: String
    ) throws {
        try bench.beginWithOlderState()
        try expectMadeUp(afterEach: call, failingWith: 0, "killed, from an older state,")
    }

    /// A call fails once, as it does on a disk that is broken or full and with a peer that hangs up. What an `fsync` did
    /// not make durable is not taken for durable.
    @Test(
        .enabled(if: isPossible, "KLYFTA_SLOW=1 and a C compiler"),
        arguments: [
            ("write", ENOSPC), ("write", EIO), ("pwrite", ENOSPC), ("pwrite", EIO), ("fdatasync", EIO), ("fsync", EIO),
            ("rename", EIO), ("ftruncate", EIO), ("connect", ECONNREFUSED), ("send", EPIPE),
        ])
    func `fault 6: a round in which the n-th system call fails is made up`(call: String, code: CInt) throws {
        try expectMadeUp(afterEach: call, failingWith: code, String(cString: strerror(code)))
    }

    private func expectMadeUp(afterEach call: String, failingWith code: CInt, _ what: String) throws {
        try compile()
        let (_, undisturbed) = try bench.undisturbedRound()
        for number in 1...1_000 {
            try bench.renewState()
            let mark = bench.scratch["reached"]
            unlink(mark)
            let ending = try bench.scratch.start(
                ["once", "--config", bench.scratch["klyfta.yaml"]],
                environment: [
                    "LD_PRELOAD": bench.scratch["nth-call.so"], "NTH_COMMAND": "once", "NTH_CALL": call,
                    "NTH_NUMBER": "\(number)", "NTH_ERROR": "\(code)", "NTH_MARK": mark,
                ]
            ).ending(killedAfter: .seconds(120))
            try bench.expectMadeUp(as: undisturbed, "\(what) at \(call) \(number): \(ending)")
            guard bench.scratch.exists("reached") else {
                #expect(number > 1, "\(call) is never called")
                return bench.tell("\(what) at each of \(number - 1) calls of \(call); \(bench.receiver.counted)")
            }
            if code == 0 { #expect(ending.status == .signalled(SIGKILL), "\(call) \(number): \(ending)") }
        }
        Issue.record("\(call) is called more than 1000 times")
    }

    private func compile() throws {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/nth-call.c").path
        let ending = try KlyftaProcess(
            .init(
                program: try #require(Self.compiler),
                arguments: ["-shared", "-fPIC", "-O1", "-o", bench.scratch["nth-call.so"], source, "-ldl"],
                environment: ["PATH": "/usr/bin:/bin"]), in: bench.scratch
        ).ending()
        #expect(ending.status == .exited(0), "\(ending)")
    }

    @Test(.enabled(if: access(Peers.strace, X_OK) == 0, "needs strace: .ci/peers"), arguments: 1...4)
    func `fault 3: what a failed fsync was for is written anew, not called durable by a second fsync`(
        number: Int
    ) throws {
        let (_, undisturbed) = try bench.undisturbedRound()
        try bench.renewState()
        let fault = "fdatasync:error=EIO:when=\(number)"
        let ending = try round(
            injecting: fault, in: "fdatasync,write,pwrite64,ftruncate", log: bench.scratch["calls"], ["-y"])
        let calls = try bench.scratch.read("calls").split(separator: "\n")
        let failed = try #require(calls.firstIndex { $0.contains("(INJECTED)") }, "\(ending)")
        // A call that another thread's interrupted stands on two lines; the first names the file.
        let thread = calls[failed].prefix { $0 != " " }
        let asked = calls[...failed].last { $0.hasPrefix("\(thread) ") && $0.contains("fdatasync(") }
        let file = try #require(asked?.firstMatch(of: /<\/[^>]+>/)?.0, "\(calls[failed])")
        if let next = calls[(failed + 1)...].first(where: { $0.contains(file) }) {
            #expect(!next.contains("fdatasync("), "\(calls[failed])\n\(next)")
        }
        try bench.expectMadeUp(as: undisturbed, "\(calls[failed]): \(ending)")
    }

    @Test(.enabled(if: access(Peers.strace, X_OK) == 0, "needs strace: .ci/peers"))
    func `fault 3: a daemon whose disk does not make durable what is written says so and ends with 74`() throws {
        let (_, undisturbed) = try bench.undisturbedRound()
        try bench.renewState()
        let ending = try round(
            injecting: "fdatasync:error=EIO:when=1+", in: "fdatasync",
            ["-P", bench.scratch["state/klyfta.sqlite-wal"]],
            command: "run")
        #expect(ending.status == .exited(74), "\(ending)")
        #expect(ending.errors.contains("did not make durable what was written"), "\(ending)")
        try bench.expectMadeUp(as: undisturbed, "\(ending)")
    }

    private func round(
        injecting fault: String, in call: String, log: String = "/dev/null", _ more: [String] = [],
        command: String = "once"
    ) throws -> Ending {
        let arguments = ["-f", "-qq", "-o", log, "-e", "trace=\(call)", "-e", "inject=\(fault)"] + more
        return try KlyftaProcess(
            .init(
                program: Peers.strace,
                arguments: arguments + [KlyftaProcess.binary, command, "--config", bench.scratch["klyfta.yaml"]]),
            in: bench.scratch
        ).ending(killedAfter: .seconds(60))
    }
}

import Foundation
import Glibc
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

@Suite("A module in a process of its own", .timeLimit(.minutes(10)))
struct SourceProcessTests {
    @Test(arguments: [
        #"cat "$ANSWER""#,
        #"cat "$ANSWER"; echo much ado >&2"#,
        #"exec <&-; cat "$ANSWER""#,
        #"sed 's/$/\n/' "$ANSWER""#,
    ])
    func `a whole answer becomes a release`(body: String) async throws {
        try await withTemporaryDirectory { directory in
            let release = try await SourceScript(body, in: directory).release()
            #expect(ReleaseWriter.lines(of: release) == ReleaseWriter.lines(of: .fibre([2024: 60])))
        }
    }

    @Test
    func `a module is told which source it is and what its options are`() async throws {
        try await withTemporaryDirectory { directory in
            let script = try SourceScript(#"echo "$*" >&2; cat >&2; exit 1"#, in: directory)
            let fault = await script.fault(options: ["figures": ["/a/b"]])
            #expect(
                fault?.problem
                    == #"its process ended with exited(1): source office / {"lines":1,"options":{"figures":["/a/b"]}}"#)
        }
    }

    @Test(arguments: [
        (body: "true", problem: "its answer stops after line 0, before its end"),
        (#"head -n 3 "$ANSWER""#, "its answer stops after line 3, before its end"),
        (#"head -c 200 "$ANSWER""#, "it is not understood"),
        ("echo hello", "it is not understood: hello"),
        (#"sed 1d "$ANSWER""#, "it comes before the greeting"),
        (#"sed 3d "$ANSWER""#, "its end counts other facts than were sent"),
        (#"cat "$ANSWER" "$ANSWER""#, "there is more after the end"),
        (#"sed s/office/other/ "$ANSWER""#, "it greets as 'other' in version 1"),
        (#"printf '\377\376\000\001'"#, "it is not understood"),
    ])
    func `fault 41: a process that ends well with anything but a whole answer is a fault`(
        body: String, problem: String
    ) async throws {
        try await withTemporaryDirectory { directory in
            let fault = try await SourceScript(body, in: directory).fault()
            #expect(fault?.problem.hasPrefix(problem) == true, "\(fault?.problem ?? "")")
            #expect(fault?.place.hasPrefix("source office") == true)
        }
    }

    @Test(arguments: [
        (body: "kill -SEGV $$", end: "signaled(11)"),
        (#"cat "$ANSWER"; kill -SEGV $$"#, "signaled(11)"),
        (#"head -c 200 "$ANSWER"; kill -SEGV $$"#, "signaled(11)"),
        ("exit 3", "exited(3)"),
        ("echo one >&2; echo two >&2; exit 3", "exited(3): one / two"),
        ("for n in 1 2 3 4 5; do echo $n; done >&2; exit 3", "exited(3): 1 / 2 / 3"),
        (#"cat "$ANSWER"; exit 3"#, "exited(3)"),
    ])
    func `fault 41: a process that ends badly is a fault that says how`(body: String, end: String) async throws {
        try await withTemporaryDirectory { directory in
            let fault = try await SourceScript(body, in: directory).fault()
            #expect(fault?.place == "source office")
            #expect(fault?.problem == "its process ended with \(end)")
            #expect(fault?.remedy.contains("klyfta source office </dev/null") == true)
        }
    }

    @Test
    func `a process that ends before it has read its request is a fault that says how`() async throws {
        try await withTemporaryDirectory { directory in
            // More than a pipe holds, so that the rest has nobody to read it.
            let options = ["figures": [String(repeating: "x", count: 1 << 20)]]
            let fault = try await SourceScript("echo ouch >&2; exit 3", in: directory).fault(options: options)
            #expect(fault?.problem == "its process ended with exited(3): ouch")
        }
    }

    @Test(arguments: [0, 1])
    func `a fault that the module reports itself is passed on`(code: Int) async throws {
        try await withTemporaryDirectory { directory in
            let fault = SourceFault(at: "figures.tsv:7", "no such \"year\"", remedy: "Correct it.")
            let body = """
                head -n 2 "$ANSWER"; cat <<'END'
                \(ReleaseWriter.line(for: fault))
                END
                exit \(code)
                """
            let passedOn = try await SourceScript(body, in: directory).fault()
            #expect(passedOn == fault)
        }
    }

    @Test(arguments: [
        "hang",
        #"cat "$ANSWER"; hang"#,
        #"trap '' TERM; hang"#,
        #"exec tail -f "$ANSWER""#,
        #"trap '' TERM; exec tail -f "$ANSWER""#,
        #"exec >&- 2>&-; hang"#,
        "yes >&2",
        "kill -STOP $$",
    ])
    func `fault 41: a module that hangs is ended at its deadline, with all that it started`(body: String) async throws {
        try await withTemporaryDirectory { directory in
            let script = try SourceScript(body, in: directory)
            let fault = await script.fault(deadline: .milliseconds(300))
            #expect(fault?.problem == "it did not answer within 0.3 seconds")
            #expect(fault?.remedy.contains("'deadline'") == true)
            let survivors = try await script.survivors()
            #expect(survivors == [])
        }
    }

    @Test
    func `a fetch that is cancelled ends the process`() async throws {
        try await withTemporaryDirectory { directory in
            let script = try SourceScript(#": >"$DOOR"; hang"#, in: directory)
            let fetch = Task { try await script.release() }
            try await script.isUp()
            #expect(try script.processes() != [])
            fetch.cancel()
            await #expect(throws: (any Error).self) { try await fetch.value }
            let survivors = try await script.survivors()
            #expect(survivors == [])
        }
    }

    @Test(arguments: [
        #"head -c 1000000 /dev/zero >&2; cat "$ANSWER""#,
        #"cat "$ANSWER"; head -c 1000000 /dev/zero >&2"#,
        #"yes >&2 & cat "$ANSWER"; kill $!"#,
    ])
    func `a module that complains at any length still delivers`(body: String) async throws {
        try await withTemporaryDirectory { directory in
            let release = try await SourceScript(body, in: directory).release()
            #expect(release.observations.count == 2)
        }
    }

    @Test
    func `a complaint is told by its beginning, however long it goes on`() async throws {
        try await withTemporaryDirectory { directory in
            let body = "echo first >&2; head -c 1000000 /dev/zero >&2; exit 3"
            let fault = try await SourceScript(body, in: directory).fault()
            #expect(fault?.problem.hasPrefix("its process ended with exited(3): first / ") == true)
            #expect((fault?.problem.count ?? 0) < 1_000, "\(fault?.problem.count ?? 0)")
        }
    }

    @Test
    func `fault 41: a process that a module leaves behind holds nobody up`() async throws {
        try await withTemporaryDirectory { directory in
            let script = try SourceScript(#"hang 2>&2 & cat "$ANSWER""#, in: directory)
            let release = try await script.release()
            #expect(release.observations.count == 2)
            let survivors = try await script.survivors()
            #expect(survivors == [])
        }
    }

    @Test
    func `a module that says too much is refused and ended`() async throws {
        try await withTemporaryDirectory { directory in
            let script = try SourceScript("yes", in: directory)
            let runner = SourceProcess(executable: script.path, outputLimit: 10_000)
            let fault = await #expect(throws: SourceFault.self) { try await runner.release(of: .office()) }
            #expect(fault?.place == "source office")
            #expect(fault?.problem.contains("limit") == true, "\(fault?.problem ?? "")")
            let survivors = try await script.survivors()
            #expect(survivors == [])
        }
    }

    @Test
    func `an answer of just the limit is taken`() async throws {
        try await withTemporaryDirectory { directory in
            let script = try SourceScript(#"cat "$ANSWER""#, in: directory)
            let size = try Data(contentsOf: URL(filePath: "\(directory)/answer")).count
            let runner = SourceProcess(executable: script.path, outputLimit: size)
            let release = try await runner.release(of: .office())
            #expect(release.observations.count == 2)
            let smaller = SourceProcess(executable: script.path, outputLimit: size - 1)
            await #expect(throws: SourceFault.self) { try await smaller.release(of: .office()) }
        }
    }

    @Test
    func `a program that is not there is a fault`() async throws {
        try await withTemporaryDirectory { directory in
            let runner = SourceProcess(executable: "\(directory)/missing")
            let fault = await #expect(throws: SourceFault.self) { try await runner.release(of: .office()) }
            #expect(fault?.place == "source office")
            #expect(fault?.problem.contains("\(directory)/missing") == true, "\(fault?.problem ?? "")")
        }
    }
}

import Foundation
import Glibc
import KlyftaModel
import KlyftaSources
import Testing

@testable import KlyftaDaemon

@Suite("A module in a unit of its own", .timeLimit(.minutes(10)))
struct SourceUnitTests {
    /// Stands in for systemd and the unit: one conversation, with a script on the other side of the socket.
    private func fault(
        _ body: String, deadline: Duration = .seconds(60), limit: Int = 1 << 20
    ) async throws -> (release: Release?, fault: SourceFault?) {
        var outcome: (release: Release?, fault: SourceFault?)
        try await withTemporaryDirectory { directory in
            let script = try SourceScript(body, in: directory)
            let path = "\(directory)/socket"
            let listener = try UnixSocket.listen(path)
            defer { close(listener) }
            Thread.detachNewThread {
                let connection = accept(listener, nil, nil)
                start(script.path, on: connection)
                close(connection)
            }
            var source = SourceConfiguration.office(deadline: deadline)
            source.socket = path
            do {
                outcome = (try await SourceProcess(outputLimit: limit).release(of: source), nil)
            } catch let fault as SourceFault {
                outcome = (nil, fault)
            }
        }
        return outcome
    }

    /// Starts a program that reads from a connection and writes to it, as systemd would.
    private func start(_ path: String, on connection: CInt) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream in [STDIN_FILENO, STDOUT_FILENO] { posix_spawn_file_actions_adddup2(&actions, connection, stream) }
        posix_spawn_file_actions_addclose(&actions, connection)
        var (child, words): (pid_t, [UnsafeMutablePointer<CChar>?]) = (0, [strdup(path), nil])
        defer { free(words[0]) }
        guard posix_spawn(&child, path, &actions, nil, &words, nil) == 0 else { return }
        let id = child
        Thread.detachNewThread { waitpid(id, nil, 0) }
    }

    @Test func `a whole answer becomes a release, as from a child`() async throws {
        let (release, _) = try await fault(#"read request; cat "$ANSWER""#)
        #expect(release.map(ReleaseWriter.lines(of:)) == ReleaseWriter.lines(of: .fibre([2024: 60])))
    }

    @Test(arguments: [
        "true", #"read request; head -n 3 "$ANSWER""#, #"read request; head -c 200 "$ANSWER""#,
        #"read request; head -n 3 "$ANSWER"; kill -SEGV $$"#,
    ])
    func `a unit that ends before its release was whole fails that fetch alone, and says so`(body: String) async throws
    {
        let (_, fault) = try await fault(body)
        #expect(fault?.place == "source office")
        #expect(fault?.problem == "its unit ended before its release was whole")
        #expect(fault?.remedy == "Its last figures stand. See 'journalctl -u klyfta-source@office'.")
    }

    @Test func `a fault that the module reports itself is passed on`() async throws {
        let fault = SourceFault(at: "figures.tsv:7", "no such year", remedy: "Correct it.")
        let passedOn = try await self.fault("read request; cat <<'END'\n\(ReleaseWriter.line(for: fault))\nEND\nexit 1")
        #expect(passedOn.fault == fault)
    }

    @Test func `one that says nothing is hung up on at its deadline`() async throws {
        let (_, fault) = try await fault("read request; read more", deadline: .milliseconds(300))
        #expect(fault?.problem == "it did not answer within 0.3 seconds")
    }

    @Test func `one that says too much is refused`() async throws {
        let (_, fault) = try await fault("read request; yes", limit: 10_000)
        #expect(fault?.problem == "it said more than the limit of 10000 bytes")
    }

    @Test func `a unit that is not there is a fault that says what to start`() async throws {
        var source = SourceConfiguration.office()
        source.socket = "/nonexistent/office.sock"
        let asked = source
        let fault = await #expect(throws: SourceFault.self) { try await SourceProcess().release(of: asked) }
        #expect(
            fault?.problem == "its unit cannot be reached at /nonexistent/office.sock (No such file or directory)")
        #expect(fault?.remedy.contains("klyfta-source@office.socket") == true)
    }
}

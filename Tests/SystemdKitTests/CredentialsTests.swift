import Glibc
import Testing

@testable import SystemdKit

@Suite struct CredentialsTests {
    let directory: TemporaryDirectory
    let credentials: Credentials

    init() throws {
        directory = try TemporaryDirectory()
        credentials = Credentials(environment: ["CREDENTIALS_DIRECTORY": directory.path])
    }

    @Test(arguments: [
        ("secret", "secret"), ("secret\n", "secret"), ("secret\n\n", "secret\n"), (" secret ", " secret "), ("", ""),
        ("\n", ""), ("lösen", "lösen"),
    ])
    func `text loses one line break at its end and nothing else`(content: String, text: String) throws {
        try directory.write(Array(content.utf8), to: "token")
        #expect(try credentials.text(named: "token") == text)
    }

    @Test func `bytes come as they are, in any number of reads`() throws {
        let content = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7) } + [0x0A]
        try directory.write(content, to: "key")
        #expect(try credentials.bytes(named: "key") == content)
    }

    @Test func `a credential of the limit is read, one byte more is refused`() throws {
        try directory.write([UInt8](repeating: 0x41, count: 5000), to: "large")
        #expect(try credentials.bytes(named: "large", limit: 5000).count == 5000)
        let error = #expect(throws: SystemdError.self) { try credentials.bytes(named: "large", limit: 4999) }
        #expect(error?.code == EFBIG)
    }

    @Test func `an absent credential is told with its path and the line to add`() {
        let error = #expect(throws: SystemdError.self) { try credentials.text(named: "token") }
        #expect(error?.code == ENOENT)
        #expect(error?.place == directory.path + "/token")
        #expect(error?.remedy.contains("LoadCredential=token:") == true)
    }

    @Test(arguments: [[:], ["CREDENTIALS_DIRECTORY": ""]])
    func `without a directory the error names the variable`(environment: [String: String]) {
        let error = #expect(throws: SystemdError.self) {
            try Credentials(environment: environment).text(named: "token")
        }
        #expect(error?.place == "$CREDENTIALS_DIRECTORY")
        #expect(error?.code == ENOENT)
    }

    @Test(arguments: [
        "", ".", "..", "../passwd", "/etc/passwd", "a/b", "a\0b", "a\nb", String(repeating: "a", count: 256),
    ])
    func `a name that leaves the directory is refused before anything is opened`(name: String) {
        let error = #expect(throws: SystemdError.self) { try credentials.bytes(named: name) }
        #expect(error?.problem == "not a name of a credential")
        #expect(error?.description.contains("\n") == false)
    }

    @Test func `a FIFO without a writer is refused at once`() throws {
        try #require(mkfifo(directory.path + "/fifo", 0o600) == 0)
        let credentials = credentials
        let outcome = inTime { Result { () throws(SystemdError) in try credentials.bytes(named: "fifo") } }
        let error = #expect(throws: SystemdError.self) { try #require(outcome).get() }
        #expect(error?.problem == "not a regular file")
    }

    @Test func `text that is not UTF-8 is refused without showing any of it`() throws {
        try directory.write(Array("secret".utf8) + [0xFF], to: "binary")
        let error = #expect(throws: SystemdError.self) { try credentials.text(named: "binary") }
        #expect(error?.code == EILSEQ)
        #expect(error?.description.contains("secret") == false)
    }
}

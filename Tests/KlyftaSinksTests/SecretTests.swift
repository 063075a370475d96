import Foundation
import Glibc
import KlyftaModel
import KlyftaSinks
import SystemdKit
import Testing

@Suite("Secrets")
struct SecretTests {
    private func write(_ text: String, mode: mode_t = 0o600, in directory: String) throws -> String {
        let path = "\(directory)/secret"
        try Data(text.utf8).write(to: URL(filePath: path))
        chmod(path, mode)
        return path
    }

    @Test func `a secret is read from a file without its line end`() throws {
        try withTemporaryDirectory { directory in
            let path = try write("hush\n", in: directory)
            #expect(try Secret(.file(path)).text() == "hush")
        }
    }

    @Test func `a secret is read from a credential of systemd`() throws {
        try withTemporaryDirectory { directory in
            _ = try write("hush\n", mode: 0o400, in: directory)
            let credentials = Credentials(environment: ["CREDENTIALS_DIRECTORY": directory])
            #expect(try Secret(.credential("secret")).text(from: credentials) == "hush")
        }
    }

    @Test(arguments: [("hush", mode_t(0o644)), ("", 0o600), ("hush\nhush", 0o600)])
    func `a secret that everybody can read, or that is none, is refused and not shown`(
        text: String, mode: mode_t
    ) throws {
        try withTemporaryDirectory { directory in
            let path = try write(text, mode: mode, in: directory)
            let fault = #expect(throws: DeliveryFault.self) { try Secret(.file(path)).text() }
            #expect(fault?.description.contains("hush") == false)
        }
    }

    @Test func `a FIFO in its place is refused at once`() throws {
        try withTemporaryDirectory { directory in
            mkfifo("\(directory)/pipe", 0o600)
            #expect(throws: DeliveryFault.self) { try Secret(.file("\(directory)/pipe")).text() }
        }
    }
}

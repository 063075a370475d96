import Testing

@testable import SystemdKit

@Suite struct NotifyMessageTests {
    @Test(arguments: [
        (NotifyMessage.ready(status: nil), "READY=1"),
        (.ready(status: "3 indicators"), "READY=1\nSTATUS=3 indicators"),
        (.status("next run 06:00"), "STATUS=next run 06:00"),
        (.reloading(monotonicMicroseconds: 1_234_567), "RELOADING=1\nMONOTONIC_USEC=1234567"),
        (.stopping(status: nil), "STOPPING=1"),
        (.stopping(status: "asked to"), "STOPPING=1\nSTATUS=asked to"),
        (.extendTimeout(.seconds(30)), "EXTEND_TIMEOUT_USEC=30000000"),
        (.watchdog, "WATCHDOG=1"),
        (.keep(name: "control"), "FDSTORE=1\nFDNAME=control"),
        (.forget(name: "control"), "FDSTOREREMOVE=1\nFDNAME=control"),
    ])
    func `each message has the text that sd_notify(3) gives for it`(message: NotifyMessage, text: String) {
        #expect(message.text == text)
    }

    @Test(arguments: ["a\nMAINPID=1", "a\rMAINPID=1", "a\u{0}MAINPID=1", "a\u{1B}MAINPID=1", "a\u{85}MAINPID=1"])
    func `a status cannot carry a second assignment or a control character`(status: String) {
        #expect(NotifyMessage.status(status).text == "STATUS=a MAINPID=1")
        #expect(NotifyMessage.ready(status: status).text == "READY=1\nSTATUS=a MAINPID=1")
    }

    @Test func `a long status is cut below the size that systemd ignores`() {
        let text = NotifyMessage.status(String(repeating: "å", count: 5000)).text
        #expect(text.utf8.count <= "STATUS=".utf8.count + NotifyMessage.statusLimit)
        #expect(text.hasPrefix("STATUS=ååå"))
        #expect(text.hasSuffix("[cut: 10000 bytes in all]"))
    }

    @Test(arguments: [
        (Duration.zero, Int64(0)), (.seconds(-5), 0), (.nanoseconds(1), 1), (.microseconds(7), 7),
        (.milliseconds(1500), 1_500_000), (.seconds(Int64.max), .max),
    ])
    func `microseconds round up, are never negative and never overflow`(duration: Duration, microseconds: Int64) {
        #expect(duration.wholeMicroseconds == microseconds)
    }
}

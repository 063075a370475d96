import Dispatch
import Synchronization
import Testing

@testable import SystemdKit

@Suite struct TimeoutExtensionTests {
    @Test func `as long as the work goes on systemd is asked for three periods, again and again, and then no more`() {
        let asked = Mutex<[Duration]>([])
        let left = Atomic<Int>(3)
        let over = DispatchSemaphore(value: 0)
        let timeout = TimeoutExtension(every: .milliseconds(1)) {
            let goesOn = left.wrappingSubtract(1, ordering: .relaxed).newValue >= 0
            if !goesOn { over.signal() }
            return goesOn
        } ask: { time in
            asked.withLock { $0.append(time) }
        }
        timeout.begin()
        #expect(over.wait(timeout: .now() + .seconds(540)) == .success)
        #expect(asked.withLock { $0 } == [.milliseconds(3), .milliseconds(3), .milliseconds(3)])
    }

    @Test func `what ends within the first period asks for nothing`() {
        let timeout = TimeoutExtension(every: .seconds(3_600), while: { true }, ask: { _ in Issue.record("asked") })
        timeout.begin()
        timeout.end()
    }
}

import Dispatch
import Synchronization

/// What `body` returns, nil if it does not come to its end within nine minutes.
///
/// A call that waits for ever cannot be cancelled: it is left behind on a thread of its own, so that the test fails
/// instead of hanging with it.
func inTime<Value: Sendable>(_ body: @escaping @Sendable () -> Value) -> Value? {
    let done = DispatchSemaphore(value: 0)
    let box = Box<Value>()
    DispatchQueue(label: "deadline").async {
        let value = body()
        box.value.withLock { $0 = value }
        done.signal()
    }
    return done.wait(timeout: .now() + .seconds(540)) == .success ? box.value.withLock { $0 } : nil
}

private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
}

import NIOCore
import Synchronization

/// An answer that is being made while its reader waits: the first that is given is his, and none if he is gone.
final class Preparation: Sendable {
    private let deliver: Mutex<(@Sendable (Reply) -> Void)?>

    /// - Parameter deliver: hands an answer over; called at most once, from whichever thread has it.
    init(_ deliver: @escaping @Sendable (Reply) -> Void) { self.deliver = Mutex(deliver) }

    /// Gives an answer to the reader, if he still waits.
    func give(_ reply: Reply) { take()?(reply) }

    /// The reader is gone.
    func drop() { _ = take() }

    private func take() -> (@Sendable (Reply) -> Void)? {
        deliver.withLock { deliver in
            defer { deliver = nil }
            return deliver
        }
    }
}

package import NIOCore

/// What a reader may take up. Together they bound the memory of the server, whoever asks.
package struct Limits: Sendable, Equatable {
    /// How many may be connected at once.
    package var connections = 64
    /// How many bytes the head of a request has at most, its line included.
    package var head = 8_192
    /// How many fields a head has at most.
    package var fields = 64
    /// How many bytes are read at once. What is read at once may hold many requests; they are answered one by one.
    package var intake = 4_096
    /// How long a reader may take from one answer, or the beginning, to the end of his next question.
    package var patience = TimeAmount.seconds(20)
    /// How long a reader waits for an answer that is being made.
    package var preparation = TimeAmount.seconds(10)
    /// How long a reader may take to take an answer.
    package var delivery = TimeAmount.seconds(60)
    /// How long readers are given, when the server ends, to take what they asked for, and to ask if they have just come.
    package var farewell = TimeAmount.seconds(3)

    package init() {}

    /// What holds unless a test says otherwise.
    package static let standard = Limits()
}

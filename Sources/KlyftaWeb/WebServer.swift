package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// Serves readers on sockets that listen already, on one thread of its own, which sleeps while nobody asks.
///
/// Answers are made on that thread, one after another: many readers wait for each other, and nobody else for them.
package struct WebServer: Service {
    private let listeners: [CInt]
    private let hosts: HostNames
    private let limits: Limits
    private let logger: Logger
    private let respond: @Sendable (Request) -> Reply

    /// - Parameters:
    ///   - listeners: bound stream sockets; the server owns them from now on.
    ///   - respond: the answer to a question; must not wait for anything.
    package init(
        listeners: [CInt], hosts: HostNames = HostNames(), limits: Limits = .standard, logger: Logger,
        respond: @escaping @Sendable (Request) -> Reply
    ) {
        (self.listeners, self.hosts, self.limits) = (listeners, hosts, limits)
        (self.logger, self.respond) = (logger, respond)
    }

    package func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let crowd = Crowd(room: limits.connections)
        do {
            var channels: [any Channel] = []
            for listener in listeners { channels.append(try await listen(listener, group, crowd)) }
            // Cancelled or told to end, it ends.
            try? await gracefulShutdown()
            for channel in channels { try? await channel.close() }
            await dismiss(crowd, on: group.next())
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        try await group.shutdownGracefully()
    }

    private func listen(_ listener: CInt, _ group: MultiThreadedEventLoopGroup, _ crowd: Crowd) async throws
        -> any Channel
    {
        var decoding = NIOHTTPDecoderLimitConfiguration()
        (decoding.maxHeaderFieldSize, decoding.maxHeaderListSize) = (limits.head, limits.head)
        decoding.maxHeaderFieldCount = limits.fields
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 64)
            // One by one: what is accepted beyond the room is only there to be refused.
            .serverChannelOption(.maxMessagesPerRead, value: 4)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: limits.intake))
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 16 << 10, high: 64 << 10))
            .childChannelInitializer { [hosts, limits, respond, decoding] channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: false, withErrorHandling: false,
                        withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoding)
                    try pipeline.addHandler(
                        Connection(limits: limits, hosts: hosts, crowd: crowd, clock: HTTPDate(), respond: respond))
                }
            }
            .withBoundSocket(listener).get()
    }

    /// Lets readers take what they asked for, for a while.
    private func dismiss(_ crowd: Crowd, on loop: any EventLoop) async {
        let channels = crowd.dismiss()
        guard !channels.isEmpty else { return }
        let gone = EventLoopFuture.andAllComplete(channels.map(\.closeFuture), on: loop)
        let curtain = loop.scheduleTask(in: limits.farewell) { for channel in channels { channel.close(promise: nil) } }
        try? await gone.get()
        curtain.cancel()
    }
}

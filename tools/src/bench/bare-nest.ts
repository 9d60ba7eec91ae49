import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

/** The least that one may call a Nest service: the baseline of `start.memory`. */
@Controller()
class BareController {
  @Get('/livez')
  live(): string {
    return 'ok';
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

const application = await NestFactory.create(BareModule, new FastifyAdapter());
application.useLogger(false);
await application.listen(0, '127.0.0.1');
// A line of its own: Nest has logged on the same stream until now.
process.stdout.write('\nready\n');
process.once('SIGTERM', () => void application.close());

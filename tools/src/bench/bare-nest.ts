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

const application = await NestFactory.create(BareModule, new FastifyAdapter(), { logger: false });
await application.listen(0, '127.0.0.1');
process.stdout.write('ready\n');
process.once('SIGTERM', () => void application.close());

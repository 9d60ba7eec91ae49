import { Controller, Get, Headers, Res } from '@nestjs/common';
import { phraseLanguage, type PhraseLanguage } from '@havre/events';
import { acceptedLanguages, Public } from '@havre/service';
import type { FastifyReply } from 'fastify';

import { phrasebookHtml } from './phrasebook-html.js';

/** `GET /help/phrasebook`: what can be said without free text, in the reader's language; one click from the help. */
@Public()
@Controller('help/phrasebook')
export class ShowPhrasebookController {
  /** A page is made once a language: it only changes with the release. */
  private readonly pages = new Map<PhraseLanguage, string>();

  @Get()
  show(
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    const language = phraseLanguage(acceptedLanguages(acceptLanguage));
    const page = this.pages.get(language) ?? phrasebookHtml(language);
    this.pages.set(language, page);
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', language)
      .header('vary', 'accept-language');
    return page;
  }
}

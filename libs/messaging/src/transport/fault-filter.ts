import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/**
 * Hands a handler's error to the transport as it is. Nest's own filter would log the error with its message, which may
 * quote a record, and replace it by an object that no longer says whether trying again can help.
 */
@Catch()
export class FaultFilter implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

export { columnsAsRows, textColumns, type ColumnValue } from '@havre/service';
